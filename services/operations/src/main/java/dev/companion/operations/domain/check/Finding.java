package dev.companion.operations.domain.check;

/**
 * One thing that is not as it should be.
 *
 * @param check the check that found it, such as topics
 * @param what it is about, such as the name of a topic
 * @param found what is so
 * @param expected what should be so
 * @param mend what a person does about it
 */
public record Finding(Level level, String check, String what, String found, String expected, String mend) {

    /** How bad it is; the worst comes last. */
    public enum Level {
        /** Works now, and may not for ever; or the check could not be made. */
        WARNING(1),
        /** Something does not work, or will not after a restart. */
        FAULT(2);

        private final int exitCode;

        Level(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    public static Finding fault(String check, String what, String found, String expected, String mend) {
        return new Finding(Level.FAULT, check, what, found, expected, mend);
    }

    public static Finding warning(String check, String what, String found, String expected, String mend) {
        return new Finding(Level.WARNING, check, what, found, expected, mend);
    }

    /** It is not known whether all is well. */
    public static Finding notMade(String check, String because, String mend) {
        return warning(check, "this check", "could not be made: " + because, "an answer", mend);
    }
}
