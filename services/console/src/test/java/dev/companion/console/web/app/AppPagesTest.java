package dev.companion.console.web.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Tenancy;
import dev.companion.runtime.door.SecurityHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.CachingResourceResolver;
import org.springframework.web.servlet.resource.CachingResourceTransformer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The document and files of the pages, as a browser gets them. */
@ConsoleTest
@Import(Tenancy.class)
class AppPagesTest {

    private static final Path ROUTER = Path.of("ui", "src", "app", "router.tsx");

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Progress progress;

    @Autowired
    @Qualifier("resourceHandlerMapping") private SimpleUrlHandlerMapping files;

    @Test
    void theDocumentIsNeverStoredAndUnderTheStrictPolicy() {
        for (var path : new String[] {"/", "/sites", "/sites/s1?state=READY", "/events/e1", "/settings/system"}) {
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
    void aFileIsSentAsTheBuildHasCompressedIt() {
        var stranger = tenancy.fresh().stranger();

        var brotli = stranger.getEncoded("/app/assets/page-0a1b2c3d.js", "gzip, br");
        var plain = stranger.get("/app/assets/page-0a1b2c3d.js");

        assertThat(brotli.text()).isEqualTo("as Brotli");
        assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
        assertThat(brotli.header("Content-Type")).startsWith("text/javascript");
        assertThat(brotli.header("Vary")).contains("Accept-Encoding");
        assertThat(brotli.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(plain.text()).isNotEqualTo("as Brotli");
        assertThat(plain.response().headers().firstValue("Content-Encoding")).isEmpty();
    }

    /** A file has any number of spellings, such as %61 for a, and needs no session. */
    @Test
    void noSpellingOfAFileIsRemembered() {
        assertThat(files.getHandlerMap().values().stream().map(ResourceHttpRequestHandler.class::cast))
                .isNotEmpty()
                .allSatisfy(handler -> {
                    assertThat(handler.getResourceResolvers()).noneMatch(CachingResourceResolver.class::isInstance);
                    assertThat(handler.getResourceTransformers())
                            .noneMatch(CachingResourceTransformer.class::isInstance);
                });
    }

    @Test
    void theFilesOfSignInHaveADigestInTheirNameToo() {
        var stranger = tenancy.fresh().stranger();
        var page = stranger.get("/signin").text();
        var script = Pattern.compile("src=\"(/assets/signin-[0-9a-f]+\\.js)\"").matcher(page);

        assertThat(script.find()).isTrue();
        assertThat(page).contains("<h1>Sign in</h1>").doesNotContain("Demo.", "<script>", "onclick=", "style=\"");
        assertThat(stranger.get(script.group(1)).header("Cache-Control")).contains("max-age=31536000");
        assertThat(stranger.get("/favicon.svg").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNotFoundAndNeverTheDocument() {
        var api = tenancy.fresh().api;

        assertThat(api.get("/app/assets/page-ffffffff.js").status()).isEqualTo(404);
        assertThat(api.get("/app").status()).isEqualTo(404);
        assertThat(api.get("/app/assets/../index.html").status()).isIn(400, 404);
        assertThat(api.get("/index.html").status()).isEqualTo(404);
        assertThat(api.get("/nowhere").status()).isEqualTo(404);
        assertThat(api.get("/nowhere").text()).contains("There is nothing at this address.");
        assertThat(api.get("/api/nowhere").at("/title")).isEqualTo("Not found");
        assertThat(api.send("PATCH", "/api/sites", "{}").status()).isEqualTo(405);
    }

    @Test
    void withoutASessionSignInKnowsWhereToReturn() {
        var stranger = tenancy.fresh().stranger();

        assertThat(stranger.get("/").header("Location")).isEqualTo("/signin");
        assertThat(stranger.get("/nowhere").header("Location")).isEqualTo("/signin");
        assertThat(stranger.get("/sites?state=READY").header("Location"))
                .isEqualTo("/signin?next=%2Fsites%3Fstate%3DREADY");
        assertThat(stranger.get("/signin?next=%2Fsites&ended=true").text())
                .contains("data-next=\"/sites\"", "Your session has ended");
        assertThat(stranger.get("/signin?next=https%3A%2F%2Fexample.org%2Fsites&ended=true")
                        .text())
                .contains("data-next=\"/\"")
                .doesNotContain("example.org", "Your session has ended");
        assertThat(tenancy.fresh().api.get("/signin?next=%2Fsites").header("Location"))
                .isEqualTo("/sites");
        assertThat(tenancy.fresh().api.get("/signin").header("Location")).endsWith("/");
    }

    @Test
    void nothingIsShownUntilTheViewIsComplete() {
        var api = tenancy.connected().site("s1", "Acme").api;
        progress.caughtUp.set(false);
        try {
            assertThat(api.get("/sites").status()).isEqualTo(503);
            assertThat(api.get("/sites").text()).contains("Still starting");
            assertThat(api.get("/api/sites").status()).isEqualTo(503);
            assertThat(api.get("/api/sites").header("Retry-After")).isEqualTo("2");
        } finally {
            progress.caughtUp.set(true);
        }
    }

    @Test
    void aBuildWithoutThePagesSaysSo() throws Exception {
        var leftOut = new AppPages(new AppDocument(new ClassPathResource("ui/left-out.html")));

        for (var path : new String[] {"/", "/sites"}) {
            var answer = MockMvcBuilders.standaloneSetup(leftOut)
                    .build()
                    .perform(get(path))
                    .andReturn();

            assertThat(answer.getResponse().getStatus()).isEqualTo(404);
            assertThat(answer.getModelAndView()).isNotNull();
            assertThat(answer.getModelAndView().getViewName()).isEqualTo("problem");
            assertThat(answer.getModelAndView().getModel())
                    .containsEntry("title", "The pages are not in this build")
                    .containsKey("detail");
        }
    }

    @Test
    void theAddressesOfThePagesAreServedAndNoOthers() throws IOException, NoSuchMethodException {
        var served = AppPages.class
                .getDeclaredMethod("document")
                .getAnnotation(GetMapping.class)
                .value();
        var paths = Pattern.compile("\\bpath: '/([a-z]+)'")
                .matcher(Files.readString(ROUTER))
                .results()
                .map(path -> path.group(1))
                .toList();

        assertThat(paths).isNotEmpty();
        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("/"), paths.stream().map(path -> "/" + path + "/**"))
                                .toList());
        assertThat(paths).allMatch(path -> ReturnAddress.isPage("/" + path + "/one?of=them"));
    }
}
