package dev.porter.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.porter.core.TestPatience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The Chromium in which the pages are tried: the one that `CHROME` names, or else an installed
/// one.
public final class Chromium implements AutoCloseable {
    /// How long is waited for anything on a page.
    public static final double PATIENCE_MILLISECONDS = TestPatience.LONGEST.toMillis();

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setTimeout(PATIENCE_MILLISECONDS)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-background-networking")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
    }

    /// Starts it.
    ///
    /// @param what is tried in it
    /// @throws TestAbortedException when there is none, which is said on the console too: a test
    ///   that is skipped gives no reason there
    public static Chromium start(String what) {
        return new Chromium(
                find().orElseThrow(() -> {
                    var sentence =
                            ("NOT TRIED IN A BROWSER: %s. No Chromium is installed: install Debian's"
                                            + " chromium, or set CHROME to where it is.")
                                    .formatted(what);
                    System.out.println(sentence);
                    return new TestAbortedException(sentence);
                }));
    }

    private static Optional<Path> find() {
        var named = System.getenv("CHROME");
        var places = named == null || named.isBlank() ? PLACES.stream() : Stream.of(named);
        return places.map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /// The running browser.
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
