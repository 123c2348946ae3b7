package dev.companion.simulation;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.bytebuddy.asm.Advice;

/**
 * Code that is woven into a method to break the rule that the method keeps. It is woven in as it is, so it calls only
 * what is public.
 */
@SuppressWarnings({"unused", "UnusedAssignment"}) // assigning to a parameter is what changes the method
final class Breakages {

    private Breakages() {}

    static final class Yes {
        private Yes() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean answer) {
            answer = true;
        }
    }

    static final class No {
        private No() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean answer) {
            answer = false;
        }
    }

    static final class NoObjection {
        private NoObjection() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<?> answer) {
            answer = Optional.empty();
        }
    }

    static final class NoWords {
        private NoWords() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) String answer) {
            answer = null;
        }
    }

    static final class NoTime {
        private NoTime() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Duration answer) {
            answer = Duration.ZERO;
        }
    }

    static final class LongBeforeItsTime {
        private LongBeforeItsTime() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Duration answer) {
            answer = Duration.ofSeconds(-25);
        }
    }

    static final class ADay {
        private ADay() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Duration answer) {
            answer = Duration.ofDays(1);
        }
    }

    static final class AlreadySettled {
        private AlreadySettled() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) UnknownOutcome unknown) {
            unknown = new UnknownOutcome(
                    unknown.callId(),
                    unknown.kind(),
                    unknown.generation(),
                    unknown.companyName(),
                    unknown.companyId(),
                    unknown.absentAt(),
                    unknown.openedAt(),
                    unknown.absentSince(),
                    unknown.finds(),
                    unknown.nextFindAt(),
                    unknown.unprovable(),
                    Instant.EPOCH);
        }
    }

    static final class CertainlyNotApplied {
        private CertainlyNotApplied() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 1, readOnly = false) Outcome outcome) {
            if (outcome.verdict() == Verdict.UNKNOWN_EFFECT) {
                outcome = new Outcome(
                        outcome.callId(),
                        outcome.generation(),
                        outcome.kind(),
                        Verdict.NOT_APPLIED,
                        Reason.UNAVAILABLE,
                        null,
                        null,
                        null,
                        outcome.companies(),
                        false,
                        outcome.packages(),
                        null,
                        null,
                        outcome.variables(),
                        outcome.notLicensed(),
                        null,
                        null,
                        outcome.links(),
                        outcome.requests(),
                        outcome.answeredAt());
            }
        }
    }

    static final class Complete {
        private Complete() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean complete, @Advice.This Outcome outcome) {
            complete = true;
        }
    }

    static final class Unchanged {
        private Unchanged() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) LinkState work, @Advice.This LinkState before) {
            work = before;
        }
    }

    static final class FirstAttempt {
        private FirstAttempt() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 4, readOnly = false) int attempt) {
            attempt = 1;
        }
    }

    static final class OfWhicheverGeneration {
        private OfWhicheverGeneration() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) Link link, @Advice.Argument(value = 1, readOnly = false) LinkStatus seen) {
            seen = new LinkStatus(
                    link.generation(), seen.removed(), seen.companyId(), seen.begun(), seen.packageBegun());
        }
    }

    static final class AnyPackage {
        private AnyPackage() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Return(readOnly = false) Optional<SeenPackage> seen, @Advice.Argument(1) Outcome outcome) {
            if (!outcome.packages().isEmpty()) {
                seen = Optional.of(outcome.packages().getFirst());
            }
        }
    }

    static final class NoLink {
        private NoLink() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) InstallationLink link) {
            link = null;
        }
    }
}
