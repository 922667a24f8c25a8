package mcphub.analysis.git;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.apache.HttpClientConnection;

/**
 * JGit's way to the web, for one fetch: every connection goes to an address that was checked after its name was looked up, those after a redirect, too. No proxy, no
 * cookies, nothing of this machine's settings.
 */
final class Http implements HttpConnectionFactory, Closeable {
    private static final int MAX_CONNECTIONS = 16;

    private final CloseableHttpClient client;
    private final String host;

    /** For a repository on this host: nobody else is shown its credentials. */
    Http(GitSettings settings, String host) {
        int timeoutMs = (int) Math.min(settings.timeout().toMillis(), Integer.MAX_VALUE);
        this.host = host;
        this.client = HttpClientBuilder.create()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                // JGit gives none back of a request that failed
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setDnsResolver(name -> checked(name, settings))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(timeoutMs)
                        .setSocketTimeout(timeoutMs)
                        .setConnectionRequestTimeout(timeoutMs)
                        .build())
                .setUserAgent("mcp-hub")
                .build();
    }

    private static InetAddress[] checked(String name, GitSettings settings) throws UnknownHostException {
        var allowed = Arrays.stream(InetAddress.getAllByName(name))
                .filter(settings.mayConnect())
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new NotPublic(name);
        }
        return allowed;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Connection(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy ignored) throws IOException {
        return new Connection(url);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private final class Connection extends HttpClientConnection {
        private final boolean elsewhere;

        Connection(URL url) throws MalformedURLException {
            super(url.toString(), null, client);
            this.elsewhere = !url.getHost().equalsIgnoreCase(host);
        }

        @Override
        public void setRequestProperty(String name, String value) {
            if (!elsewhere || !name.toLowerCase(Locale.ROOT).equals("authorization")) {
                super.setRequestProperty(name, value);
            }
        }
    }
}
