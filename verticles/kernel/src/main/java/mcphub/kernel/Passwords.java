package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes and checks passwords: Argon2id with 19 MiB and two passes, as OWASP's cheat sheet asks for. Two at a time, on threads of their own; more than a few that
 * wait are turned away, because each holds memory and a core.
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 64;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
    private final WorkerExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Of a password that nobody has: checked where there is no account, so that it takes the same time. Made when the first one is checked. */
    private @Nullable Future<String> decoy;

    /** Makes the threads. */
    public Passwords(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("passwords", THREADS);
    }

    /** The hash with its parameters and salt, as it is stored. */
    public Future<String> hash(String password) {
        return run(() -> argon2.encode(password));
    }

    /** Whether this is the password behind a hash; without a hash false, after the same time. */
    public Future<Boolean> matches(String password, @Nullable String hash) {
        if (decoy == null) {
            decoy = hash(UUID.randomUUID().toString());
        }
        return decoy.compose(other -> run(() -> argon2.matches(password, hash == null ? other : hash)))
                .map(matches -> matches && hash != null);
    }

    private <T> Future<T> run(Supplier<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(
                    Problem.UNAVAILABLE.because("Too many sign-ins are under way; try again in a moment"));
        }
        return threads.executeBlocking(work::get, false).onComplete(done -> waiting.decrementAndGet());
    }
}
