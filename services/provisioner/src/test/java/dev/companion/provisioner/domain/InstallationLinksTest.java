package dev.companion.provisioner.domain;

import static dev.companion.provisioner.domain.Bench.WINDOWS;
import static dev.companion.provisioner.domain.Bench.absent;
import static dev.companion.provisioner.domain.Bench.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.emission.Emission.InstallationLinkChanged;
import dev.companion.provisioner.domain.emission.Emission.InstallationLinkRemoved;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The installation link is published on its own, in the decision in which the status of the link tells of it. */
class InstallationLinksTest {

    private static final String OTHER_LINK = "https://gz.example/another";
    private static final Answer OLD_VARIABLE = Answer.variables(new SeenVariable(7, WINDOWS));

    private final Bench bench = Bench.ready();

    private List<Emission> published() {
        return bench.written.stream()
                .filter(emission ->
                        emission instanceof InstallationLinkChanged || emission instanceof InstallationLinkRemoved)
                .toList();
    }

    private InstallationLink last() {
        return ((InstallationLinkChanged) published().getLast()).link();
    }

    private void linkIsRead(Answer link) {
        bench.pass(Duration.ofMinutes(14));
        bench.expects(Step.ReadPackageLink.class, link);
    }

    @Test
    void isPublishedOnceWithItsCompanyAndPackageAndTheStatusTellsSinceWhen() {
        assertThat(published()).singleElement().isInstanceOfSatisfying(InstallationLinkChanged.class, changed -> {
            assertThat(changed.site()).isEqualTo(Bench.SITE);
            assertThat(changed.link().companyId()).isEqualTo("c1");
            assertThat(changed.link().packageId()).isEqualTo("p1");
            assertThat(changed.link().windows()).isEqualTo(WINDOWS);
            assertThat(changed.link()).isEqualTo(bench.status().installationLink());
            assertThat(changed.link().since()).isBeforeOrEqualTo(bench.now);
            assertThat(changed.requestId()).isEqualTo("r1");
        });
    }

    @Test
    void isNotPublishedAgainWhileItIsTheSame() {
        linkIsRead(Answer.link(WINDOWS, true));
        bench.expects(Step.ReadVariable.class, OLD_VARIABLE);
        bench.wanted(named(2, "Acme"));

        assertThat(published()).hasSize(1);
    }

    @Test
    void anotherLinkIsPublishedWithAnotherTime() {
        var before = last();
        linkIsRead(Answer.link(OTHER_LINK, true));

        assertThat(published()).hasSize(2);
        assertThat(last().windows()).isEqualTo(OTHER_LINK);
        assertThat(last().since()).isAfter(before.since());
        assertThat(bench.status().installationLink()).isEqualTo(last());
    }

    @Test
    void isRemovedWhileThePackageHasNoneAndIsTheSameWhenItComesBack() {
        var before = last();
        linkIsRead(Answer.link(null, false));
        assertThat(published().getLast()).isInstanceOf(InstallationLinkRemoved.class);
        assertThat(bench.status().installationLink()).isNull();

        bench.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, true));

        assertThat(last()).isEqualTo(before);
        assertThat(published()).hasSize(3);
    }

    @Test
    void isRemovedWhenTheSiteIsUnlinked() {
        bench.wanted(absent(2, named(1, "Acme")));
        assertThat(published()).hasSize(1);
        bench.expects(Step.ReadVariable.class, OLD_VARIABLE);
        bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables());

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(published()).hasSize(2).last().isInstanceOf(InstallationLinkRemoved.class);
        bench.forget();
        assertThat(published()).hasSize(2);
    }

    @Test
    void isRemovedWithTheVariableThoughTheDeletionOfTheCompanyIsRefused() {
        bench.wanted(deletionOfOne(2));
        bench.expects(Step.ReadVariable.class, OLD_VARIABLE);
        bench.expects(Step.DeleteVariable.class, Answer.done());
        assertThat(published()).as("the variable may still be there").hasSize(1);
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c1", "Acme")));
        bench.expects(Step.CountEndpoints.class, Answer.machines(18));

        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.status().installationLink()).isNull();
        assertThat(published()).hasSize(2).last().isInstanceOf(InstallationLinkRemoved.class);
        bench.wanted(deletionOfOne(3));
        assertThat(published()).as("nor while the variable is read once more").hasSize(2);
    }

    private LinkSpec deletionOfOne(long generation) {
        var order = new CompanyOrder(CompanyAction.DELETE, "c1", "Acme", null, 1L, bench.now, "r" + generation);
        return Bench.ordered(generation, named(1, "Acme"), order);
    }

    @Test
    void isRemovedWithTheLinkThatIsForgottenWhileItIsReady() {
        bench.forget();

        assertThat(published().getLast()).isInstanceOfSatisfying(InstallationLinkRemoved.class, removed -> {
            assertThat(removed.site()).isEqualTo(Bench.SITE);
            assertThat(removed.requestId()).isEqualTo("r1");
        });
        assertThat(bench.written.getLast()).isInstanceOf(Emission.StatusRemoved.class);
    }

    @Test
    void isInNoTextThatALogMayShow() {
        assertThat(last().toString()).contains("p1").doesNotContain("gz.example");
    }
}
