package mcphub.launcher;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import mcphub.catalog.VersionReceiptKeys;
import mcphub.identity.Accounts;
import mcphub.identity.IdentityVerticle;
import mcphub.kernel.Database;
import mcphub.kernel.Passwords;
import mcphub.kernel.Plan;
import mcphub.kernel.Settings;
import mcphub.servers.Migrations;
import mcphub.servers.Servers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub admin}: what only whoever runs the hub may do. Works on the database, beside a running hub or without one. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        description = "What only whoever runs the hub may do; works beside a running hub.",
        subcommands = {AdminCommand.Create.class, AdminCommand.RotateKeys.class},
        footer = {"", "  printf %%s 'a long password' | hub admin create --email ann@example.org --password-stdin"})
final class AdminCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        return HubCommand.usage(command);
    }

    /** Runs the work on the hub's database. */
    static void onDatabase(SettingsOptions options, BiConsumer<Vertx, Settings> work) {
        var reader = options.reader();
        try (var _ = Servers.provide(reader)) {
            SecretFile.provide(reader);
            Settings settings = reader.read();
            Migrations.run(String.valueOf(settings.database().url()));
            Vertx vertx = Vertx.vertx();
            try {
                work.accept(vertx, settings);
            } finally {
                vertx.close().await();
            }
        }
    }

    /** {@code hub admin create}: makes a platform administrator. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a platform administrator; an account that there is gets the role and this password.")
    static final class Create implements Callable<Integer> {
        private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");
        private static final int MIN_PASSWORD = 12;
        private static final int MAX_PASSWORD = 256;

        @Mixin
        private SettingsOptions options = new SettingsOptions();

        @Option(names = "--email", required = true, description = "The e-mail address to sign in with.")
        private String email = "";

        @Option(
                names = "--password-stdin",
                required = true,
                description = "Take the password, 12 characters or more, from the first line of standard input.")
        @SuppressWarnings("UnusedVariable") // that it is given is all it says: no password belongs into a command line
        private boolean passwordStdin;

        @Option(names = "--plan", description = "FREE, PRO or ENTERPRISE (the default).")
        private Plan plan = Plan.ENTERPRISE;

        @Override
        public Integer call() throws IOException {
            if (!EMAIL.matcher(email).matches()) {
                throw new IllegalArgumentException("--email: '" + email + "' is not an e-mail address");
            }
            String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (password == null || password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
                throw new IllegalArgumentException("The password on standard input must have " + MIN_PASSWORD + " to "
                        + MAX_PASSWORD + " characters");
            }
            onDatabase(options, (vertx, settings) -> {
                var accounts = new Accounts(Database.open(vertx, settings.database()), new Passwords(vertx));
                boolean made =
                        accounts.createAdministrator(email, password, plan).await();
                options.out()
                        .println(
                                email
                                        + (made
                                                ? " is a platform administrator"
                                                : " was there already; it is a platform administrator now, with this password"));
            });
            return 0;
        }
    }

    /** {@code hub admin rotate-keys}: makes a new signing key. */
    @Command(
            name = "rotate-keys",
            mixinStandardHelpOptions = true,
            description = "Makes a new key for access tokens; those of the old one stay good until they end.")
    static final class RotateKeys implements Callable<Integer> {
        @Mixin
        private SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--receipts",
                description = "A new key for receipts of versions instead; what the old ones signed stays good.")
        private boolean receipts;

        @Override
        public Integer call() {
            if (receipts) {
                onDatabase(
                        options,
                        (vertx, settings) -> options.out()
                                .println("Receipts of versions are signed with the new key "
                                        + VersionReceiptKeys.rotate(vertx, settings)
                                                .await()));
                return 0;
            }
            onDatabase(
                    options,
                    (vertx, settings) ->
                            IdentityVerticle.rotateKeys(vertx, settings).await());
            options.out().println("There is a new signing key; every node uses it within a minute");
            return 0;
        }
    }
}
