package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.UploadSlices;

/**
 * Takes a file in, slice by slice, without ever holding more than one or two: the operation is asked first (without a body) whether the caller may, and says
 * under which id; the slices go where they are stored; then the operation is asked again, with what came: {@code {upload, sha256, size}}.
 */
final class Uploads {
    private static final int SLICE = 1024 * 1024;
    private static final int STATUS_GO_ON = 202;
    private static final long SLICE_TIMEOUT_MS = 30_000;

    private final Vertx vertx;
    private final Dispatch dispatch;
    private final Settings settings;

    /** What a file is said to be, and how it then begins. */
    private enum Kind {
        GZIP("gzip", "the bytes of a .tgz file", 0x1f8b),
        ZIP("a zip", "the bytes of a .zip file", 0x504b);

        private final String name;
        private final String expected;
        private final int magic;

        Kind(String name, String expected, int magic) {
            this.name = name;
            this.expected = expected;
            this.magic = magic;
        }

        /** By the declared media type, which was held to the contract before. */
        static Kind of(HttpServerRequest http) {
            String type = String.valueOf(http.getHeader("content-type"));
            return type.strip().toLowerCase(Locale.ROOT).startsWith("application/zip") ? ZIP : GZIP;
        }

        boolean begins(Buffer file) {
            return file.length() > 1 && file.getUnsignedShort(0) == magic;
        }
    }

    Uploads(Vertx vertx, Dispatch dispatch, Settings settings) {
        this.vertx = vertx;
        this.dispatch = dispatch;
        this.settings = settings;
    }

    /** The operation's answer; never fails. */
    Future<Reply> take(RoutingContext ctx, Request request) {
        HttpServerRequest http = ctx.request();
        http.pause();
        var options = new DeliveryOptions().setSendTimeout(SLICE_TIMEOUT_MS);
        return dispatch.send(request.verticle(), request, Dispatch.Again.NEVER, options)
                .compose(first -> {
                    if (first.next() == null || first.status() != STATUS_GO_ON) {
                        http.resume();
                        return Future.succeededFuture(first);
                    }
                    return new Intake(Kind.of(http), first.next(), UploadSlices.address(request.verticle()))
                            .read(http)
                            .compose(file -> dispatch.send(
                                    request.verticle(),
                                    new Request(
                                            request.operation(), request.id(), request.caller(), request.input(), file),
                                    Dispatch.Again.NEVER,
                                    options));
                })
                .recover(failure -> Future.succeededFuture(
                        failure instanceof Refusal refusal
                                ? refusal.reply(request.id())
                                : Problem.UNAVAILABLE
                                        .because("The upload could not be stored; try again")
                                        .reply(request.id())));
    }

    /** One file on its way. */
    private final class Intake {
        private final Kind kind;
        private final long most;
        private final String upload;
        private final String address;
        private final MessageDigest digest;
        private final Promise<JsonObject> whole = Promise.promise();
        private Buffer slice = Buffer.buffer();
        private int position;
        private long size;
        private boolean ended;
        private boolean storing;

        Intake(Kind kind, String upload, String address) {
            this.kind = kind;
            this.most = switch (kind) {
                case GZIP -> settings.analysis().maxTarballBytes();
                case ZIP -> settings.advisories().maxUploadBytes();
            };
            this.upload = upload;
            this.address = address;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }

        Future<JsonObject> read(HttpServerRequest http) {
            http.handler(bytes -> {
                slice.appendBuffer(bytes);
                size += bytes.length();
                if (size > most) {
                    whole.tryFail(Problem.PAYLOAD_TOO_LARGE.because("The file is larger than " + most + " bytes"));
                    slice = Buffer.buffer();
                } else if (slice.length() >= SLICE && !storing) {
                    http.pause();
                    store().onSuccess(stored -> http.resume());
                }
            });
            http.exceptionHandler(whole::tryFail);
            http.endHandler(end -> {
                ended = true;
                if (!storing) {
                    finish();
                }
            });
            http.resume();
            return whole.future();
        }

        /** Hashing a slice takes milliseconds, which are not the event loop's. */
        private Future<Void> store() {
            if (position == 0 && !kind.begins(slice)) {
                whole.tryFail(
                        Problem.BAD_REQUEST.because("The body is not " + kind.name + ", expected " + kind.expected));
                return Future.succeededFuture();
            }
            storing = true;
            Buffer full = slice;
            slice = Buffer.buffer();
            return vertx.executeBlocking(() -> {
                        digest.update(full.getBytes());
                        return full;
                    })
                    .compose(hashed -> vertx.eventBus()
                            .request(
                                    address,
                                    hashed,
                                    new DeliveryOptions()
                                            .setSendTimeout(SLICE_TIMEOUT_MS)
                                            .addHeader("upload", upload)
                                            .addHeader("position", Integer.toString(position++))))
                    .onFailure(whole::tryFail)
                    .onSuccess(stored -> {
                        storing = false;
                        if (ended) {
                            finish();
                        }
                    })
                    .mapEmpty();
        }

        private void finish() {
            if (whole.future().isComplete()) {
                return;
            }
            if (slice.length() > 0) {
                store();
            } else if (size == 0) {
                whole.tryFail(Problem.BAD_REQUEST.because("The body is empty, expected " + kind.expected));
            } else {
                whole.tryComplete(new JsonObject()
                        .put("upload", upload)
                        .put("sha256", HexFormat.of().formatHex(digest.digest()))
                        .put("size", size));
            }
        }
    }
}
