package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsHandlerTest {

    private static final Credential SEALED = new Credential("c2VhbGVk");
    private static final Credential SEALED_ANEW = new Credential("YW5ldw==");

    private final InventoryFake tenant = InventoryFake.blank();

    @Test
    void theFirstSaveMakesTheTenant() {
        var decision = tenant.ask(gravityZone("https://one.example/api", SEALED));

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.tenant()).satisfies(settings -> {
            assertThat(settings.name()).isEqualTo("Northwind IT");
            assertThat(settings.sequence()).isEqualTo(1);
            assertThat(settings.profile()).isEqualTo(PackageProfile.INITIAL);
            assertThat(settings.rmm()).isNull();
            assertThat(settings.gravityZone().revision()).isEqualTo(1);
        });
        assertThat(decision.secrets()).containsExactly(new SealedSecret(SecretName.GRAVITYZONE_API_KEY, "c2VhbGVk", 1));
    }

    @Test
    void aBlankKeyKeepsThePresentOneAndItsRevision() {
        tenant.ask(gravityZone("https://one.example/api", SEALED));

        var decision = tenant.ask(gravityZone("https://one.example/api", null));

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.tenant()).isNull();
        assertThat(decision.secrets()).isEmpty();
        assertThat(decision.audit()).hasSize(1);
    }

    @Test
    void aNewKeyIsANewRevision() {
        tenant.ask(gravityZone("https://one.example/api", SEALED));

        var decision = tenant.ask(gravityZone("https://one.example/api", SEALED_ANEW));

        assertThat(decision.tenant().gravityZone().revision()).isEqualTo(2);
        assertThat(decision.secrets()).containsExactly(new SealedSecret(SecretName.GRAVITYZONE_API_KEY, "YW5ldw==", 2));
    }

    @Test
    void aNewAddressTakesTheKeptKeyAlongIntoTheNewRevision() {
        tenant.ask(gravityZone("https://one.example/api", SEALED));

        var decision = tenant.ask(gravityZone("https://two.example/api", null));

        assertThat(decision.tenant().gravityZone().revision()).isEqualTo(2);
        assertThat(decision.secrets()).containsExactly(new SealedSecret(SecretName.GRAVITYZONE_API_KEY, "c2VhbGVk", 2));
    }

    @Test
    void aFirstSaveWithoutAKeyIsRefused() {
        assertThat(tenant.ask(gravityZone("https://one.example/api", null))
                        .result()
                        .message())
                .isEqualTo("The GravityZone API key is missing.");
        assertThat(tenant.ask(rmm("https://rmm.example", null, SEALED)).result().message())
                .isEqualTo("The Datto RMM API key is missing.");
        assertThat(tenant.ask(rmm("https://rmm.example", SEALED, null)).result().message())
                .isEqualTo("The Datto RMM API secret key is missing.");
        assertThat(tenant.findTenant()).isEmpty();
    }

    @Test
    void oneNewHalfOfAPairMovesBothToTheNewRevision() {
        tenant.ask(rmm("https://rmm.example", SEALED, SEALED));

        var decision = tenant.ask(rmm("https://rmm.example", null, SEALED_ANEW));

        assertThat(decision.tenant().rmm().revision()).isEqualTo(2);
        assertThat(decision.secrets())
                .containsExactlyInAnyOrder(
                        new SealedSecret(SecretName.RMM_API_KEY, "c2VhbGVk", 2),
                        new SealedSecret(SecretName.RMM_API_SECRET_KEY, "YW5ldw==", 2));
    }

    @Test
    void anAccountKeepsItsAddressUnlessTheOperatorSaysThatItMoved() {
        tenant.ask(rmm("https://rmm.example", SEALED, SEALED));

        var forged = tenant.ask(rmm("https://evil.example", SEALED_ANEW, SEALED_ANEW));
        var moved = tenant.ask(
                new SaveRmm("https://new.example", RmmAccess.Grant.PASSWORD, "rm12", SEALED_ANEW, SEALED_ANEW, true));

        assertThat(forged.result().accepted()).isFalse();
        assertThat(forged.result().message()).contains("no other address can speak for it", "COMPANION_MOVED_ACCOUNTS");
        assertThat(forged.secrets()).isEmpty();
        assertThat(moved.tenant().rmm().apiUrl()).isEqualTo("https://new.example");
    }

    @Test
    void savingOneSideKeepsTheOther() {
        tenant.ask(gravityZone("https://one.example/api", SEALED));

        var decision = tenant.ask(rmm("https://rmm.example", SEALED, SEALED));

        assertThat(decision.tenant().gravityZone()).isNotNull();
        assertThat(decision.tenant().sequence()).isEqualTo(2);
    }

    @Test
    void aKeyOfAnotherCompanyIsRefusedWhileSitesAreLinked() {
        tenant.ask(gravityZone("https://one.example/api", SEALED));
        tenant.ask(rmm("https://rmm.example", SEALED, SEALED));
        tenant.site("site-1", "Acme").company("c-1", "Acme Ltd");
        tenant.ask(new CreateLinks(List.of(new LinkRequest("site-1", "c-1", null))));

        var decision = tenant.ask(
                new SaveGravityZone("https://one.example/api", "root-2", "Southwind IT", "zz99", SEALED_ANEW));

        assertThat(decision.result().message())
                .isEqualTo("The key belongs to the company “Southwind IT”, but sites are linked below “Northwind IT”. "
                        + "Unlink them first, or use a key of that company.");
        assertThat(decision.secrets()).isEmpty();
    }

    @Test
    void aKeyOfAnotherCompanyIsFineWhileNothingIsLinked() {
        tenant.ask(gravityZone("https://one.example/api", SEALED));

        var decision = tenant.ask(
                new SaveGravityZone("https://one.example/api", "root-2", "Southwind IT", "zz99", SEALED_ANEW));

        assertThat(decision.tenant().gravityZone().rootCompanyId()).isEqualTo("root-2");
    }

    @Test
    void aDefaultPackageNeedsALocale() {
        var profile =
                new PackageProfile(EnumSet.allOf(PackageModule.class), EnumSet.allOf(AddOn.class), true, "English");

        assertThat(tenant.ask(new SaveDefaultPackage(profile)).result().message())
                .isEqualTo("The language is not a locale such as en_US.");
    }

    @Test
    void auditSaysWhichKeyByItsLastFourAndNeverMore() {
        var note = tenant.ask(gravityZone("https://one.example/api", SEALED))
                .audit()
                .getFirst();

        assertThat(note.target()).isEqualTo("tenant:" + InventoryFake.TENANT);
        assertThat(note.before()).isNull();
        assertThat(note.after()).contains("key …gz12").doesNotContain("c2VhbGVk");
    }

    @Test
    void nothingSealedIsPrinted() {
        assertThat(gravityZone("https://one.example/api", SEALED).toString()).doesNotContain("c2VhbGVk");
        assertThat(new SealedSecret(SecretName.RMM_API_KEY, "c2VhbGVk", 1).toString())
                .doesNotContain("c2VhbGVk");
    }

    private static SaveGravityZone gravityZone(String url, @Nullable Credential key) {
        return new SaveGravityZone(url, "root-1", "Northwind IT", "gz12", key);
    }

    private static SaveRmm rmm(String url, @Nullable Credential key, @Nullable Credential secretKey) {
        return new SaveRmm(url, RmmAccess.Grant.PASSWORD, "rm12", key, secretKey, false);
    }
}
