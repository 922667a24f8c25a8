package mcphub.gateway;

/**
 * What a limit says to one call.
 *
 * @param allowed whether the call goes on
 * @param limit calls a minute
 * @param remaining calls left now
 * @param resetSeconds until the next call is free again, or, with calls left, until all are
 */
record Window(boolean allowed, int limit, int remaining, int resetSeconds) {
    static final int MILLIS = 60_000;

    /** Takes the time until the reset in milliseconds; it is rounded up to whole seconds, at least one. */
    static Window of(boolean allowed, int limit, int remaining, long resetMillis) {
        return new Window(allowed, limit, Math.max(0, remaining), (int) Math.max(1, (resetMillis + 999) / 1000));
    }
}
