package dev.companion.fuzz;

import dev.companion.vendor.CannedVendor.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An input of the fuzzer as a play that people can write too: a line with the name of the call, then answers one after
 * the other, each a line with a status and an optional {@code Retry-After}, and the body; a line of four dashes parts
 * them. Whatever is missing has a default, so that any bytes are a script.
 */
record Script(String call, List<Answer> answers) {

    private static final Pattern STATUS = Pattern.compile("([2-9]\\d\\d)(?: (.*))?");
    private static final int OK = 200;

    static Script of(byte[] input) {
        // One character for each byte: bodies must reach the client unchanged, even if they are not UTF-8.
        var text = new String(input, StandardCharsets.ISO_8859_1);
        var parts = split(text, "\n");
        var answers = new ArrayList<Answer>();
        for (var rest = parts[1]; answers.isEmpty() || !rest.isEmpty(); ) {
            var next = split(rest, "\n----\n");
            answers.add(answer(next[0]));
            rest = next[1];
        }
        return new Script(parts[0].strip(), List.copyOf(answers));
    }

    private static Answer answer(String written) {
        var parts = split(written, "\n");
        var status = STATUS.matcher(parts[0]);
        return status.matches()
                ? new Answer(Integer.parseInt(status.group(1)), status.group(2), bytes(parts[1]))
                : new Answer(OK, null, bytes(written));
    }

    /** What stands before the first mark and what stands after it, which is nothing if there is no mark. */
    private static String[] split(String text, String mark) {
        int at = text.indexOf(mark);
        return at < 0
                ? new String[] {text, ""}
                : new String[] {text.substring(0, at), text.substring(at + mark.length())};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The nth request's answer; the last one is repeated for ever, as by a vendor that is stuck. */
    Answer answer(int request) {
        return answers.get(Math.min(request, answers.size() - 1));
    }
}
