package mcphub.admin;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;

/** Advisories that come in by the API, and what becomes of them. */
abstract class AdvisoryCase extends AdminCatalogCase {
    static final String IMPORT = ADMIN + "advisories";
    static final String FEEDS = IMPORT + "/feeds";

    static HttpResponse<String> zip(ApiClient api, String path, byte[] bytes) {
        return api.send("POST", path, BodyPublishers.ofByteArray(bytes), "content-type", "application/zip");
    }

    JsonObject feed(String name) {
        return admin.get(FEEDS + "?limit=100").getJsonArray("feeds").stream()
                .map(JsonObject.class::cast)
                .filter(feed -> feed.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    JsonObject imported(String name) {
        HubUnderTest.until(() -> feed(name).getJsonObject("last_import").getValue("finished_at") != null);
        return feed(name).getJsonObject("last_import");
    }
}
