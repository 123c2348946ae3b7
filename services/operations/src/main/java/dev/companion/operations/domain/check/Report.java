package dev.companion.operations.domain.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All findings of a look at an installation, the faults first. */
public record Report(List<Finding> findings) {

    public Report {
        findings = findings.stream()
                .distinct() // two consoles say the same of an account
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }

    /** 0 all well, 1 warnings, 2 faults. */
    public int exitCode() {
        return findings.stream()
                .mapToInt(finding -> finding.level().exitCode())
                .max()
                .orElse(0);
    }

    /** In lines for a person; one line if all is well. */
    public Stream<String> lines() {
        if (findings.isEmpty()) {
            return Stream.of("all well");
        }
        return Stream.concat(
                findings.stream().flatMap(Report::lines),
                Stream.of("faults: %d, warnings: %d"
                        .formatted(count(Finding.Level.FAULT), count(Finding.Level.WARNING))));
    }

    private long count(Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static Stream<String> lines(Finding finding) {
        return Stream.of(
                "%s %s: %s".formatted(finding.level(), finding.check(), finding.what()),
                "  found:    " + finding.found(),
                "  expected: " + finding.expected(),
                "  mend:     " + finding.mend());
    }
}
