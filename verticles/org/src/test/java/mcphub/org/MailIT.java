package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import jakarta.mail.MessagingException;
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invitations by a real mail server. */
@ExtendWith(VertxExtension.class)
final class MailIT {
    private static final Pattern LINK = Pattern.compile("https://hub\\.example\\.org/join#(mcphub_inv_[\\w-]+)");

    @Test
    void the_link_is_in_the_mail_and_not_in_the_answer_and_proves_the_address(Vertx vertx) throws MessagingException {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (var hub = TestHub.start(
                vertx,
                Map.of(
                        "mail.smtp_url",
                        "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                        "http.public_url",
                        "https://hub.example.org/"),
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART)) {
            var people = new People(hub);
            var owner = people.join("owner");
            String org = people.organization(owner, "acme");
            var sent = owner.api()
                    .call(
                            201,
                            "POST",
                            org + "/users/invite",
                            JsonObject.of("email", "ann@example.org", "role", "MEMBER"));
            assertThat(sent.getString("delivery")).isEqualTo("mailed");
            assertThat(sent.fieldNames()).doesNotContain("link", "token");

            var message = mail.getReceivedMessages()[0];
            assertThat(message.getAllRecipients()[0]).hasToString("ann@example.org");
            assertThat(message.getSubject()).contains("acme");
            var link = LINK.matcher(GreenMailUtil.getBody(message).replace("=\r\n", ""));
            assertThat(link.find()).as(GreenMailUtil.getBody(message)).isTrue();
            hub.api()
                    .call(
                            200,
                            "POST",
                            "/api/v1/auth/invitations/" + link.group(1) + "/accept",
                            JsonObject.of("name", "Ann", "password", People.PASSWORD));
            assertThat(people.signIn("ann@example.org")
                            .api()
                            .get("/api/v1/auth/me")
                            .getBoolean("email_verified"))
                    .isTrue();

            mail.stop();
            var failed = owner.api()
                    .call(
                            201,
                            "POST",
                            org + "/users/invite",
                            JsonObject.of("email", "bob@example.org", "role", "MEMBER"));
            assertThat(failed.getString("delivery")).isEqualTo("failed");
            assertThat(failed.fieldNames()).doesNotContain("link", "token");
        } finally {
            mail.stop();
        }
    }
}
