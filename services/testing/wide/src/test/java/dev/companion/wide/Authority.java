package dev.companion.wide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of a company, which no JVM trusts unless it is told to. */
final class Authority {

    /** Of all stores. They live as long as the test. */
    static final String PASSWORD = "of-the-stores";

    private static final String OWN = "authority";

    private final Path directory;
    private final Path store;

    Authority(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("authority.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                OWN,
                "-dname",
                "CN=Private authority",
                "-keyalg",
                "EC",
                "-ext",
                "bc:c=ca:true");
    }

    /** Its certificate as a PEM file: all that a client needs. */
    Path certificate() {
        var file = directory.resolve("ca.crt");
        if (Files.notExists(file)) {
            keytool(store, "-exportcert", "-alias", OWN, "-rfc", "-file", file.toString());
        }
        return file;
    }

    /** A store with key and certificate of a server that is called {@code localhost}, and by no other name. */
    Path server(String name) {
        var request = directory.resolve(name + ".csr");
        var signed = directory.resolve(name + ".crt");
        var server = directory.resolve(name + ".p12");
        keytool(server, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC");
        keytool(server, "-certreq", "-alias", name, "-file", request.toString());
        keytool(
                store,
                "-gencert",
                "-alias",
                OWN,
                "-rfc",
                "-ext",
                "SAN=dns:localhost",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        keytool(
                server,
                "-importcert",
                "-alias",
                OWN,
                "-noprompt",
                "-file",
                certificate().toString());
        keytool(server, "-importcert", "-alias", name, "-file", signed.toString());
        return server;
    }

    private static void keytool(Path store, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Files.createDirectories(store.getParent());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
