package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import jakarta.mail.MessagingException;
import java.util.Map;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests by a real mail server: who decides hears of them, who asked hears what became of them, and nobody else does. */
@ExtendWith(VertxExtension.class)
final class RequestMailIT {
    @Test
    void who_decides_is_told_of_a_request_and_who_asked_of_the_decision(Vertx vertx) throws MessagingException {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (var hub = TestHub.start(
                vertx,
                Map.of("mail.smtp_url", "smtp://127.0.0.1:" + mail.getSmtp().getPort()),
                CatalogVerticle.PART,
                PolicyVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART)) {
            var people = new People(hub);
            var owner = people.join("owner");
            String org = people.organization(owner);
            var member = people.join("member");
            join(hub, org, member, "MEMBER");
            join(hub, org, people.join("viewer"), "VIEWER");
            people.organization(people.join("stranger"));

            String request = member.api()
                    .call(
                            201,
                            "POST",
                            org + "/requests",
                            JsonObject.of(
                                    "identity", "remote:https://mcp.example.com/team", "reason", "The team needs it"))
                    .getString("id");
            HubUnderTest.until(() -> mail.getReceivedMessages().length == 1);
            var asked = mail.getReceivedMessages()[0];
            assertThat(asked.getAllRecipients()).extracting(Object::toString).containsExactly(owner.email());
            assertThat(GreenMailUtil.getBody(asked))
                    .contains("remote:https://mcp.example.com/team", "The team needs it", org + "/requests");

            owner.api()
                    .call(
                            200,
                            "POST",
                            org + "/requests/" + request + "/decline",
                            JsonObject.of("reason", "Nobody watches it"));
            HubUnderTest.until(() -> mail.getReceivedMessages().length == 2);
            var told = mail.getReceivedMessages()[1];
            assertThat(told.getAllRecipients()).extracting(Object::toString).containsExactly(member.email());
            assertThat(GreenMailUtil.getBody(told)).contains("declined", "Nobody watches it");
        } finally {
            mail.stop();
        }
    }

    /** Beside invitations, which are mails themselves. */
    private static void join(TestHub hub, String org, People.Person person, String role) {
        hub.execute("insert into org.members (org_id, user_id, role) values ('"
                + org.substring(org.lastIndexOf('/') + 1) + "', '" + person.id() + "', '" + role + "')");
    }
}
