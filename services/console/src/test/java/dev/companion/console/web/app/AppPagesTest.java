package dev.companion.console.web.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Tenancy;
import dev.companion.runtime.door.SecurityHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;

/** The document and files of the pages, as a browser gets them. */
@ConsoleTest
@Import(Tenancy.class)
class AppPagesTest {

    private static final Path ROUTER = Path.of("ui", "src", "app", "router.tsx");

    @Autowired
    private Tenancy tenancy;

    @Test
    void theDocumentIsNeverStoredAndUnderTheStrictPolicy() {
        for (var path : new String[] {
            "/app", "/app/", "/app/sites", "/app/sites/s1?state=READY", "/app/events/e1", "/app/settings/system"
        }) {
            var answer = tenancy.fresh().api.get(path);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(path).startsWith("text/html");
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .isEqualTo(SecurityHeaders.CONTENT_SECURITY_POLICY);
        }
        assertThat(SecurityHeaders.CONTENT_SECURITY_POLICY).doesNotContain("unsafe", "nonce");
    }

    @Test
    void filesWithADigestAreKeptForAYearAndNeedNoSession() {
        var stranger = tenancy.fresh().stranger();

        assertThat(stranger.get("/app/assets/page-0a1b2c3d.js").header("Cache-Control"))
                .isEqualTo("max-age=31536000, public, immutable");
        assertThat(stranger.get("/app/scheme.js").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void whatIsNotThereIsNotFoundAndNeverTheDocument() {
        var api = tenancy.fresh().api;

        assertThat(api.get("/app/assets/page-ffffffff.js").status()).isEqualTo(404);
        assertThat(api.get("/app/nothing").status()).isEqualTo(404);
        assertThat(api.get("/app/assets/../index.html").status()).isIn(400, 404);
    }

    @Test
    void withoutASessionSignInKnowsWhereToReturn() {
        var stranger = tenancy.fresh().stranger();

        assertThat(stranger.get("/app/sites?state=READY").header("Location"))
                .isEqualTo("/signin?next=%2Fapp%2Fsites%3Fstate%3DREADY");
        assertThat(stranger.get("/signin?next=%2Fapp%2Fsites&ended=true").text())
                .contains("data-next=\"/app/sites\"", "Your session has ended");
        assertThat(stranger.get("/signin?next=https%3A%2F%2Fexample.org%2Fapp&ended=true")
                        .text())
                .contains("data-next=\"/\"")
                .doesNotContain("example.org", "Your session has ended");
        assertThat(tenancy.fresh().api.get("/signin?next=%2Fapp%2Fsites").header("Location"))
                .isEqualTo("/app/sites");
    }

    @Test
    void theEarlierPagesLeadToTheNewOnesOfTheSameKind() {
        var api = tenancy.fresh().api;

        assertThat(api.get("/sites").text()).contains("href=\"/app/sites\"", "New pages");
        assertThat(api.get("/settings").text()).contains("href=\"/app/settings\"");
    }

    @Test
    void aBuildWithoutThePagesSaysSo() throws Exception {
        var leftOut = new AppPages(new AppDocument(new ClassPathResource("ui/left-out.html")));

        var answer = MockMvcBuilders.standaloneSetup(leftOut)
                .build()
                .perform(get("/app/sites"))
                .andReturn();

        assertThat(answer.getResponse().getStatus()).isEqualTo(404);
        assertThat(answer.getModelAndView()).isNotNull();
        assertThat(answer.getModelAndView().getViewName()).isEqualTo("problem");
        assertThat(answer.getModelAndView().getModel())
                .containsEntry("title", "The new pages are not in this build")
                .containsKey("detail");
    }

    @Test
    void aBuildWithoutThePagesStartsWithTheEarlierOnes() throws Exception {
        var leftOut = new AppPages(new AppDocument(new ClassPathResource("ui/left-out.html")));

        var answer = MockMvcBuilders.standaloneSetup(leftOut)
                .build()
                .perform(get("/"))
                .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/earlier");
    }

    @Test
    void everyAddressOfThePagesIsServed() throws IOException, NoSuchMethodException {
        var served = AppPages.class
                .getDeclaredMethod("document")
                .getAnnotation(GetMapping.class)
                .value();
        var paths = Pattern.compile("\\bpath: '/([a-z]+)'")
                .matcher(Files.readString(ROUTER))
                .results();

        assertThat(paths.map(path -> "/app/" + path.group(1) + "/**"))
                .isNotEmpty()
                .allMatch(Arrays.asList(served)::contains);
    }
}
