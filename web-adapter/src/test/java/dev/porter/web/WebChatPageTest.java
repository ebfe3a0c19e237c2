package dev.porter.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, where Chromium is installed; pictures of it are left in
/// `target/screenshots`.
class WebChatPageTest {
    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir private static Path data;
    private static WebChatHouse house;
    private static Chromium chromium;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> justified = new ArrayList<>();
    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private Page page;

    private static final Page.GetByTextOptions EXACTLY = new Page.GetByTextOptions().setExact(true);
    private static final String AT_END =
            "(at => at.scrollHeight - at.scrollTop - at.clientHeight < 2)"
                    + "(document.getElementById('scroll'))";

    @BeforeAll
    static void open() {
        chromium = Chromium.start("the chat page");
        var demo = new DemoMain.Demo();
        house = WebChatHouse.open(data, demo);
        demo.speaksThrough(house.chat());
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (house != null) {
            house.close();
        }
    }

    @BeforeEach
    void comeIn() {
        page = page(1100, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertThat(complaints)
                .as("what the browser complained about")
                .filteredOn(complaint -> justified.stream().noneMatch(complaint::contains))
                .isEmpty();
        assertThat(strangers).as("requests to elsewhere").isEmpty();
    }

    @Test
    void a_newcomer_comes_in_and_talks_with_the_keyboard_alone() {
        page.navigate(address("/"));
        page.locator("#name").focus();
        page.keyboard().type("Kim <b>");
        page.keyboard().press("Enter");
        assertThat(page).hasTitle("Porter – Kim <b>");
        page.waitForLoadState(); // a key that is pressed before the scripts are there does nothing
        assertThat(page.getByLabel("Write to Porter")).isFocused();

        page.keyboard().type("/start");
        page.keyboard().press("Enter");
        assertThat(page.getByText("What brings you here?")).isVisible();
        nothingIsUnderWay();
        assertThat(page.getByLabel("Write to Porter")).hasValue("");
        assertThat(page.getByLabel("Write to Porter")).isFocused();

        page.keyboard().type("one");
        page.keyboard().press("Shift+Enter");
        page.keyboard().type("<script>alert(1)</script>");
        page.keyboard().press("Enter");
        assertThat(page.getByText("You said:\none\n<script>alert(1)</script>")).isVisible();
        nothingIsUnderWay();

        var create =
                page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Create my private account"));
        create.focus();
        page.keyboard().press("Enter");
        assertThat(page.getByText("You chose: new")).isVisible();
        assertThat(create).hasCount(0);
        nothingIsUnderWay();

        page.getByLabel("Password").focus();
        page.keyboard().type("Tr0ub4dor&3x");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Your account is ready.")).isVisible();
        assertThat(page.getByText("Password: sent")).isVisible();
        assertThat(page.content()).doesNotContain("Tr0ub4dor");
    }

    @Test
    void files_go_in_and_come_out() throws Exception {
        enter("Files");
        page.setInputFiles(
                "#file",
                new FilePayload[] {
                    new FilePayload("a \"quoted\" name.txt", "text/plain", new byte[] {1, 2, 3}),
                    new FilePayload("empty.txt", "text/plain", new byte[0])
                });
        assertThat(page.getByText("Stored and verified")).isVisible();
        assertThat(page.getByText("a \"quoted\" name.txt – 3 bytes")).isVisible();

        say("/file");
        var download = page.waitForDownload(() -> page.getByText("Rechnung März 2026.pdf").click());
        assertThat(download.suggestedFilename()).isEqualTo("Rechnung März 2026.pdf");
        assertThat(Files.readString(download.path())).isEqualTo("no real PDF");

        say("/qr");
        assertThat(page.getByAltText("photos-app.png")).isVisible();
        assertThat(page.getByAltText("photos-app.png")).hasJSProperty("naturalWidth", 360);
    }

    @Test
    void what_was_not_taken_stands_in_the_field_again() {
        justified.add("503");
        enter("Unlucky");
        say("/fail");
        assertThat(page.getByRole(AriaRole.STATUS))
                .hasText("Porter could not take this just now. Please send it again.");
        assertThat(page.getByLabel("Write to Porter")).hasValue("/fail");
        assertThat(page.locator(".message:visible")).hasCount(1);
    }

    @Test
    void a_form_for_a_secret_takes_the_keyboard_unless_something_is_being_written() {
        enter("Careful");
        say("/password");
        assertThat(page.getByLabel("Password")).isFocused();
        page.keyboard().type("Tr0ub4dor&3x");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Your account is ready.")).isVisible();
        nothingIsUnderWay();

        page.getByLabel("Write to Porter").focus();
        var held = holdsTheFirstMessage(page);
        writes("/password");
        page.keyboard().type("half a");
        page.waitForCondition(() -> !held.isEmpty());
        held.getFirst().resume();
        assertThat(page.getByLabel("Password").last()).isVisible();
        page.keyboard().type(" word");
        assertThat(page.getByLabel("Write to Porter")).hasValue("half a word");
    }

    @Test
    void what_is_written_quickly_is_sent_in_order_each_by_itself() {
        enter("Quick");
        var held = holdsTheFirstMessage(page);
        writes("a");
        writes("b");
        writes("c");
        assertThat(page.getByLabel("Write to Porter")).hasValue("");
        page.waitForCondition(() -> !held.isEmpty());
        held.getFirst().resume();
        for (var text : List.of("a", "b", "c")) {
            assertThat(page.getByText("You said:\n" + text, EXACTLY)).isVisible();
        }
        assertThat(page.locator(".message.person .text").allTextContents())
                .containsExactly("a", "b", "c");
    }

    @Test
    void nothing_that_was_written_after_a_failure_is_gone() {
        justified.add("ERR_FAILED");
        enter("Hasty");
        var held = holdsTheFirstMessage(page);
        writes("a");
        writes("b");
        page.keyboard().type("half a");
        page.waitForCondition(() -> !held.isEmpty());
        held.getFirst().abort();
        assertThat(page.getByLabel("Write to Porter")).hasValue("a\nb\nhalf a");
        assertThat(page.getByRole(AriaRole.STATUS))
                .hasText(
                        "Porter did not answer. Please try again. What you wrote after that was not"
                                + " sent either.");
        page.keyboard().press("Enter");
        assertThat(page.getByText("You said:\na\nb\nhalf a", EXACTLY)).isVisible();
    }

    private static List<Route> holdsTheFirstMessage(Page page) {
        var held = new ArrayList<Route>();
        page.route(
                "**/messages",
                route -> {
                    if (held.isEmpty()) {
                        held.add(route);
                    } else {
                        route.resume();
                    }
                });
        return held;
    }

    private void writes(String text) {
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    @Test
    void the_keyboard_goes_on_at_the_first_of_the_earlier_messages() {
        var reader = personWithManyMessages("Bookworm");
        page.navigate(reader);
        page.waitForLoadState();
        var earlier = page.getByText("Show earlier messages");
        earlier.focus();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        var first = page.locator(".message").first();
        assertThat(first).containsText("line 1.");
        assertThat(first).isFocused();
        assertThat(earlier).hasCount(0);
        assertThat(page.getByText("line 60.")).isAttached();
    }

    @Test
    void earlier_messages_are_shown_without_scripts_too() {
        var reader = personWithManyMessages("Plain");
        try (var context =
                chromium.browser()
                        .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            context.setDefaultTimeout(Chromium.PATIENCE_MILLISECONDS);
            var plain = context.newPage();
            plain.navigate(reader);
            assertThat(plain.getByText("line 10.")).hasCount(0);
            plain.getByText("Show earlier messages").click();
            assertThat(plain.getByText("line 10.")).isVisible();
            assertThat(plain.getByText("line 11.")).hasCount(0);
            plain.getByText("Show the newest messages").click();
            assertThat(plain.getByText("line 60.")).isVisible();
        }
    }

    private String personWithManyMessages(String name) {
        enter(name);
        var id = page.url().substring(page.url().lastIndexOf('/') + 1);
        for (var i = 1; i <= 60; i++) {
            house.chat().send(new ChatId(WebChat.NAME, id), Message.of("line " + i + "."));
        }
        return page.url();
    }

    @Test
    void the_end_stays_in_view_whatever_grows_late_but_not_for_who_reads_above() {
        enter("Reader");
        for (var line = 0; line < 12; line++) {
            say("line " + line);
            assertThat(page.getByText("You said: line " + line, EXACTLY)).isVisible();
        }
        page.evaluate(
                """
                () => {
                  const log = document.getElementById('log');
                  const grow = () => {
                    const picture = document.createElement('li');
                    picture.style.height = '400px';
                    log.append(picture);
                  };
                  let once = true;
                  new ResizeObserver(() => {
                    // as a picture does that arrives just after the page has gone to the end
                    if (log.lastElementChild.style.height && once) { once = false; grow(); }
                  }).observe(log);
                  grow();
                }
                """);
        page.waitForFunction(
                "() => document.querySelectorAll('#log > li[style]').length === 2 && " + AT_END);

        page.locator("#scroll").hover();
        page.mouse().wheel(0, -600);
        page.waitForFunction("() => !(" + AT_END + ")");
        var before = whereTheScrollingEnds();
        var other = page.context().newPage();
        other.navigate(page.url());
        other.getByLabel("Write to Porter").fill("more");
        other.keyboard().press("Enter");
        assertThat(page.getByText("You said: more")).isAttached();
        page.waitForTimeout(100); // nothing happens
        assertThat(page.evaluate("document.getElementById('scroll').scrollTop")).isEqualTo(before);
    }

    @Test
    void two_pages_of_one_person_show_the_same() {
        enter("Twin");
        var other = page.context().newPage();
        other.navigate(page.url());
        say("/start");
        assertThat(other.getByText("What brings you here?")).isVisible();
        other.getByText("I have an invite").click();
        assertThat(page.getByText("You chose: invited")).isVisible();
        assertThat(page.locator(".message.porter")).hasCount(2);
    }

    @Test
    void it_is_worth_looking_at() throws Exception {
        Files.createDirectories(PICTURES);
        for (var guest = 1; guest <= 12; guest++) {
            enter("Guest " + guest);
        }
        enter("Ada");
        enter("Grandpa Joe");
        enter("Mina (new here)");
        say("/start");
        page.getByText("Create my private account").click();
        assertThat(page.getByLabel("Password")).isVisible();
        say("What can you do for me?");
        say("/menu");
        say("/qr");
        say("/file");
        page.setInputFiles(
                "#file",
                new FilePayload[] {
                    new FilePayload(
                            "Holiday 2026, the long way home through Norway.jpg",
                            "image/jpeg",
                            new byte[2_345_678]),
                    new FilePayload("tickets.pdf", "application/pdf", new byte[81_234])
                });
        assertThat(page.getByText("Stored and verified")).isVisible();
        var chat = page.url();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(390, 1280)) {
                var seen = page(width, width < 500 ? 844 : 860, scheme);
                var name =
                        (width < 500 ? "phone" : "wide")
                                + "-"
                                + scheme.name().toLowerCase(Locale.ROOT);
                seen.navigate(address("/"));
                picture(seen, "door-" + name);
                seen.navigate(chat);
                assertThat(seen.getByText("Stored and verified")).isVisible();
                picture(seen, "end-" + name);
                seen.evaluate("document.getElementById('scroll').scrollTop = 0");
                picture(seen, "start-" + name);
                seen.getByAltText("photos-app.png").scrollIntoViewIfNeeded();
                seen.getByText("Synology Photos").focus();
                picture(seen, "middle-" + name);
                assertThat((Integer) seen.evaluate("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                seen.context().close();
            }
        }
    }

    private static void picture(Page page, String name) {
        page.waitForTimeout(300);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private void enter(String name) {
        page.navigate(address("/"));
        page.locator("#name").fill(name);
        page.locator(".newcomer button").click();
        assertThat(page.locator(".persona[aria-current]")).containsText(name);
        page.waitForLoadState(); // a key that is pressed before the scripts are there does nothing
        assertThat(page.getByLabel("Write to Porter")).isFocused();
    }

    private void say(String text) {
        nothingIsUnderWay();
        assertThat(page.getByLabel("Write to Porter")).hasValue("");
        var before = page.locator(".message.person").count();
        page.getByLabel("Write to Porter").fill(text);
        page.keyboard().press("Enter");
        assertThat(page.locator(".message.person").nth(before)).isAttached();
    }

    /// At the end of each request the page puts the keyboard where it belongs: what a test does
    /// with it before would go elsewhere.
    private void nothingIsUnderWay() {
        assertThat(page.locator(".busy")).hasCount(0);
    }

    private Object whereTheScrollingEnds() {
        var before = afterNextFrame();
        page.waitForTimeout(100);
        for (var now = afterNextFrame(); !now.equals(before); now = afterNextFrame()) {
            before = now;
            page.waitForTimeout(100);
        }
        return before;
    }

    private Object afterNextFrame() {
        return page.evaluate(
                """
                () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
                  () => done(document.getElementById('scroll').scrollTop))))
                """);
    }

    private Page page(int width, int height, ColorScheme scheme) {
        var context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setDeviceScaleFactor(width < 500 ? 2 : 1)
                                        .setColorScheme(scheme));
        context.setDefaultTimeout(Chromium.PATIENCE_MILLISECONDS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(address("/"))) {
                strangers.add(request.url());
            }
        });
        return context.newPage();
    }

    private static String address(String path) {
        return "http://localhost:" + house.port() + path;
    }
}
