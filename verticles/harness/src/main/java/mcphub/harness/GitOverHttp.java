package mcphub.harness;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * One call of git's smart HTTP protocol, answered by JGit.
 *
 * @param onlyTips whether commits are given only where a branch or tag stands
 */
record GitOverHttp(HttpExchange exchange, Repository repository, boolean onlyTips) {

    void upload() throws IOException {
        start("git-upload-pack", "result");
        uploads().upload(body(), exchange.getResponseBody(), null);
    }

    void receive(Consumer<ReceiveCommand> pushed) throws IOException {
        start("git-receive-pack", "result");
        var receive = new ReceivePack(repository);
        receive.setBiDirectionalPipe(false);
        receive.setPostReceiveHook((pack, commands) -> commands.stream()
                .filter(command -> command.getResult() == ReceiveCommand.Result.OK)
                .forEach(pushed));
        receive.receive(body(), exchange.getResponseBody(), null);
    }

    private UploadPack uploads() {
        var uploads = new UploadPack(repository);
        uploads.setBiDirectionalPipe(false);
        if (onlyTips) {
            uploads.setRequestPolicy(UploadPack.RequestPolicy.ADVERTISED);
            return uploads;
        }
        uploads.setRequestPolicy(UploadPack.RequestPolicy.ANY);
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (protocol != null) {
            uploads.setExtraParameters(Arrays.asList(protocol.split(":", -1)));
        }
        return uploads;
    }

    void advertise(String service) throws IOException {
        start(service, "advertisement");
        var out = new PacketLineOut(exchange.getResponseBody());
        if (service.equals("git-upload-pack")) {
            uploads().sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out), service);
        } else {
            out.writeString("# service=" + service + "\n");
            out.end();
            var receive = new ReceivePack(repository);
            receive.setBiDirectionalPipe(false);
            receive.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        }
    }

    private void start(String service, String what) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-" + service + "-" + what);
        exchange.sendResponseHeaders(200, 0);
    }

    private InputStream body() throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }
}
