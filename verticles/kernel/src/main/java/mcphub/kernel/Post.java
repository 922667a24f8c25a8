package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends mail by the SMTP server of the settings, where there is one. */
public final class Post {
    private static final int SMTP_PORT = 587;
    private static final int SMTPS_PORT = 465;
    private static final int TIMEOUT_SECONDS = 10;

    private final @Nullable MailClient client;
    private final String from;

    /**
     * Prepares the way out; nothing is connected before the first mail.
     *
     * @throws IllegalArgumentException for a URL that is not {@code smtp://} or {@code smtps://}
     */
    public Post(Vertx vertx, Settings.Mail settings) {
        String url = settings.smtpUrl();
        this.client = url == null || url.isBlank() ? null : MailClient.create(vertx, config(URI.create(url.strip())));
        this.from = settings.from();
    }

    /** Whether there is a mail server. */
    public boolean isSetUp() {
        return client != null;
    }

    /** A server that wants a password gets it only over TLS. */
    private static MailConfig config(URI url) {
        boolean tls = "smtps".equals(url.getScheme());
        if ((!tls && !"smtp".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "mail.smtp_url (HUB_MAIL_SMTP_URL) must be smtp://user:password@host:port or smtps://…");
        }
        var config = new MailConfig()
                .setHostname(url.getHost())
                .setPort(url.getPort() > 0 ? url.getPort() : tls ? SMTPS_PORT : SMTP_PORT)
                .setSsl(tls)
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                .setMaxPoolSize(2);
        String user = url.getRawUserInfo();
        if (user == null) {
            return config.setLogin(LoginOption.DISABLED).setStarttls(StartTLSOptions.OPTIONAL);
        }
        String[] parts = user.split(":", 2);
        return config.setLogin(LoginOption.REQUIRED)
                .setStarttls(tls ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
                .setUsername(URLDecoder.decode(parts[0], StandardCharsets.UTF_8))
                .setPassword(parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }

    /** Completes when the server took the mail. */
    public Future<Void> send(String to, String subject, String text) {
        if (client == null) {
            return Future.failedFuture("no mail server is set up");
        }
        var mail = new MailMessage(from, to, subject, text);
        return client.sendMail(mail).timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).mapEmpty();
    }
}
