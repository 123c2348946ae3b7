package dev.companion.runtime.sealing;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Creates the keysets of an installation before its services start. Running it again changes nothing. */
public final class SealingKeysMain {

    private static final String USAGE = """
            usage: SealingKeysMain PRIVATE PUBLIC
              Writes the keyset that opens credentials to the file PRIVATE and the one that seals them to PUBLIC,
              both readable by their owner alone. A private keyset that is there already is kept; from it a missing
              public one is derived. Without the private keyset no stored credential can ever be opened again.
            """;

    private SealingKeysMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** @return the exit code: 0 both keysets exist, 1 they cannot be created or read, 2 wrong arguments */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.equals(List.of("--help"))) {
            out.print(USAGE);
            return 0;
        }
        if (arguments.size() != 2) {
            err.print(USAGE);
            return 2;
        }
        var privateKeyset = Path.of(arguments.get(0));
        var publicKeyset = Path.of(arguments.get(1));
        var kept = Files.exists(privateKeyset);
        try {
            SealingKeys.ensure(privateKeyset, publicKeyset);
            SealingKeys.readPrivate(privateKeyset);
            SealingKeys.readPublic(publicKeyset);
        } catch (UncheckedIOException e) {
            err.println("keysets: cannot be written or read: " + e.getCause());
            return 1;
        } catch (IllegalStateException e) {
            err.println("keysets: " + e.getMessage());
            return 1;
        }
        out.println(kept ? "keysets: kept as they are" : "keysets: made");
        return 0;
    }
}
