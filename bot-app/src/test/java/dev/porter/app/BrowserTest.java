package dev.porter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.porter.web.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Points 1 to 8 in a real browser: Ada at a desk with a mouse, Ben on a phone's width with the
/// keyboard alone. Pictures of what they see are left in `target/screenshots`.
class BrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String PUBLIC = "https://porter.example.org";
    private static final int PHONE = 390;
    private static final int WIDE = 1280;
    private static final int MOST_TRIES = 10;
    private static final Pattern REFUSAL = Pattern.compile("do not go together|too often");
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /// Where each button of the dashboard leads, by what is to be read there.
    private static final Map<String, String> DASHBOARD =
            Map.of(
                    "Photos", "Phone backup",
                    "Drive", "New folder",
                    "Document backup", "Just send me any file",
                    "My files", "it appears here once it is safe",
                    "Phone setup", "1 of 5",
                    "Invite", "Invite somebody",
                    "Security", "Where am I logged in?",
                    "Is it safe?", "You have not stored anything with me yet",
                    "Help", "What I can do");

    @TempDir private static Path files;
    private static House house;
    private static Chromium chromium;

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        chromium = Chromium.start("the whole of Porter");
        house = House.open("--porter.nas.address=nas.example.org", "--porter.public-url=" + PUBLIC);
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

    /// What everybody saw last, whether the test went well or not.
    @AfterEach
    void leave() throws IOException {
        var number = 0;
        for (var context : chromium.browser().contexts()) {
            for (var page : context.pages()) {
                picture(page, "last-" + ++number);
            }
            context.close();
        }
    }

    @Test
    void a_family_moves_in() throws IOException {
        var ada = Visitor.withTheMouse(page(WIDE, ColorScheme.LIGHT));
        var ben = Visitor.withTheKeyboard(page(PHONE, ColorScheme.DARK));

        claims(ada);
        asksForAccess(ben, ada);
        signsUp(ben, "ben");
        ben.hears("Welcome, Ben!");
        invites(ben, ada);
        revokesAnInvite(ada);
        logsInElsewhere(ben);
        isLockedOut(ada);
        looksAround(ben);
        backsUp(ben);
        restores(ben);
        renamesAndDeletes(ben);
        looksThroughPages(ben);
        handsOver(ben);
        assertThat(complaints).as("what the browser complained about").isEmpty();
        pictures(ada.page().url(), ben.page().url());
        ben.says("/logout");
        ben.hears("You are logged out of this chat");
    }

    private static void claims(Visitor ada) {
        ada.comesIn("Ada");
        ada.presses("Start");
        ada.hears("Hello, I am Porter.");
        ada.says("/claim WRONG");
        ada.hears("That is not the code.");
        ada.says("/claim " + house.claimCode());
        ada.hears("You are the administrator now");
        signsUp(ada, "ada");
        ada.hears("Welcome, Ada!");
    }

    private static void signsUp(Visitor person, String userName) {
        person.hears("Which user name would you like?");
        person.says("root");
        person.hears("That name is reserved.");
        person.says(userName);
        person.hears("Now a password for " + userName);
        person.fillsIn("Password1");
        person.hears("That one is on the lists that attackers try first");
        person.fillsIn(House.PASSWORD);
        person.hears("Create the account “%s”?".formatted(userName));
        assertThat(person.page().content()).doesNotContain(House.PASSWORD);
        person.presses("Create my account");
    }

    private static void asksForAccess(Visitor ben, Visitor ada) {
        ben.comesIn("Ben");
        ben.says("hello");
        ben.hears("Hello, I am Porter.");
        ben.presses("Create my private account");
        ben.hears("Who are you?");
        ben.says("Ben, your brother");
        ada.hears("Ben, your brother");
        ada.presses("Approve");
        ada.hears("decided by Ada");
        ben.hears("Good news: you may have an account!");
        ben.presses("Choose my user name");
    }

    private static void invites(Visitor ben, Visitor ada) {
        ben.says("/invite");
        ben.presses("Invite somebody");
        ben.hears("Whom would you like to invite?");
        ben.says("Cleo, my wife");
        ada.hears("Cleo, my wife");
        ada.presses("Approve");
        ben.hears("you may invite “Cleo, my wife”");
        ben.presses("Show the message");
        ben.hears("Here is the message to forward");
        ben.hears("invites you to a private NAS");
        var code = House.code(ben.reads("invites you to a private NAS"));

        var cleo = visitor(ben, "Cleo");
        cleo.says("/start " + code);
        cleo.hears("Your invite is good");
        cleo.page().close();
    }

    private static void revokesAnInvite(Visitor ada) {
        ada.says("/invite");
        ada.presses("Invite somebody");
        ada.hears("Whom would you like to invite?");
        ada.says("Dora, by mistake");
        ada.hears("invites you to a private NAS");
        var code = House.code(ada.reads("invites you to a private NAS"));
        ada.says("/invite");
        ada.hears("Dora, by mistake · open until");
        ada.presses("Revoke 1");
        ada.hears("Revoked.");

        var dora = visitor(ada, "Dora");
        dora.says("/start " + code);
        dora.hears("That code is not good");
        dora.page().close();
    }

    /// Somebody new in a page of their own, with the mouse.
    private static Visitor visitor(Visitor beside, String name) {
        var visitor = Visitor.withTheMouse(beside.page().context().newPage());
        visitor.page().navigate(house.page().toString());
        visitor.comesIn(name);
        return visitor;
    }

    /// Guesses for as long as that is possible.
    private static void isLockedOut(Visitor beside) {
        var mallory = visitor(beside, "Mallory");
        mallory.says("/login");
        mallory.hears("What is your user name?");
        mallory.says("ben");
        mallory.hears("And the password of ben?");
        var refusals =
                mallory.page()
                        .locator(".message.porter")
                        .filter(new Locator.FilterOptions().setHasText(REFUSAL));
        var tries = 0;
        do {
            tries++;
            mallory.fillsIn("Wrong-password-" + tries);
            PlaywrightAssertions.assertThat(refusals).hasCount(tries);
        } while (tries < MOST_TRIES && !refusals.last().innerText().contains("too often"));
        assertThat(tries).as("tries").isLessThan(MOST_TRIES);
        mallory.page().close();
    }

    private static void looksAround(Visitor ben) throws IOException {
        ben.says("/menu");
        ben.hears("No backup yet");
        picture(ben.page(), "dashboard-phone-dark");
        for (var button : DASHBOARD.entrySet()) {
            ben.says("/menu");
            ben.hears("Your NAS, Ben");
            ben.presses(button.getKey());
            ben.hears(button.getValue());
        }
    }

    private static void logsInElsewhere(Visitor ben) {
        ben.says("/security");
        ben.presses("Turn two-step on");
        ben.hears("First your current password");
        ben.fillsIn(House.PASSWORD);
        ben.hears("Scan the picture");
        ben.hears("Which six digits");
        var key = ben.page().locator(".message.porter").getByText("type this key").innerText();
        var secret = key.substring(key.lastIndexOf('\n') + 1).strip();
        var phone = Phone.scans("otpauth://totp/Porter:ben?secret=" + secret);
        var now = Instant.now();
        ben.fillsIn(phone.code(now));
        ben.hears("Two-step verification is on");

        var other = visitor(ben, "Ben at work");
        other.says("/login");
        other.hears("What is your user name?");
        other.says("ben");
        other.hears("And the password of ben?");
        other.fillsIn(House.PASSWORD);
        other.hears("Two-step verification is on");
        other.fillsIn(phone.codeAfter(now));
        other.hears("Welcome back, Ben!");
        ben.hears("has just logged in with your account");
        ben.says("/security");
        ben.hears("Two-step verification: on");
        ben.presses("Where am I logged in?");
        ben.hears("Ben at work");
        ben.presses("End 1");
        ben.hears("Ended.");
        other.says("/menu");
        other.hears("You need to be logged in");
        other.page().close();
    }

    private static void backsUp(Visitor ben) throws IOException {
        ben.sends(file("Invoice March.pdf", Samples.pdf("Invoice")));
        ben.hears("SHA-256");
        ben.sends(file("corrected/Invoice March.pdf", Samples.pdf("Invoice, corrected")));
        ben.hears("This is version 2");
        var film = files.resolve("film.bin");
        Files.copy(Samples.random(3, Samples.LARGE / 4), film);
        ben.sends(film);
        // The next ones are chosen while that one is still on its way.
        ben.sends(
                file("Beach.jpg", Samples.jpeg("Porter Camera")),
                file("nothing.txt", new byte[0]),
                file("<b>bold & brave.txt", "a\n".getBytes(UTF_8)));
        ben.hears("film.bin");
        ben.hears("All 3 files are stored and verified");
    }

    private static Path file(String name, byte[] content) throws IOException {
        var file = files.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static void restores(Visitor ben) {
        ben.says("invoice");
        ben.hears("1. Invoice March.pdf");
        ben.presses("1");
        ben.hears("SHA-256");
        ben.presses("Restore");
        var handed = PlaywrightAssertions.assertThat(ben.page().locator(".message a.file"));
        handed.hasCount(1);
        assertThat(ben.downloads()).hasBinaryContent(Samples.pdf("Invoice, corrected"));
        ben.presses("Versions");
        ben.hears("Versions of Invoice March.pdf");
        ben.presses("⬇ 1");
        handed.hasCount(2);
        assertThat(ben.downloads()).hasBinaryContent(Samples.pdf("Invoice"));
        ben.presses("Back");
        ben.hears("2 versions");
    }

    private static void renamesAndDeletes(Visitor ben) {
        ben.presses("Rename");
        ben.hears("What is the new name of");
        ben.says("Paid");
        ben.hears("Paid.pdf");
        ben.presses("Move");
        ben.hears("Into which folder");
        ben.says("Taxes/2026");
        ben.hears("Moved to Taxes/2026.");
        ben.presses("Delete");
        ben.hears("is in the bin");
        ben.presses("Undo");
        ben.hears("It is back.");
        ben.says("/files");
        ben.hears("Paid.pdf");
        ben.presses("By type");
        ben.presses("Pictures");
        ben.hears("1. Beach.jpg");
    }

    private static void looksThroughPages(Visitor ben) throws IOException {
        var notes = new ArrayList<Path>();
        for (var i = 1; i <= 8; i++) {
            notes.add(file("note %d.txt".formatted(i), ("note " + i).getBytes(UTF_8)));
        }
        ben.sends(notes.toArray(Path[]::new));
        ben.hears("All 8 files are stored and verified");
        ben.says("/files");
        ben.hears("1. note 8.txt");
        ben.presses("Older");
        ben.hears("9. ");
        ben.presses("Newer");
        ben.hears("1. note 8.txt");
        ben.presses("By month");
        ben.hears("Which month?");
        ben.presses(MONTH.format(YearMonth.now(ZoneId.systemDefault())));
        ben.hears("1. note 8.txt");
    }

    private static void handsOver(Visitor ben) throws IOException {
        ben.says("/backup");
        ben.hears("Just send me any file");
        ben.presses("Upload by a link");
        ben.hears("The link takes one file");
        var link = ben.page().locator(".message a.key[href*='/once/']").last().getAttribute("href");
        var outside = ben.page().context().newPage();
        outside.navigate(house.page() + link.substring(PUBLIC.length()));
        outside.getByLabel("The file")
                .setInputFiles(file("Garden plan.pdf", Samples.pdf("Garden")));
        outside.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        PlaywrightAssertions.assertThat(outside.locator("#outcome"))
                .containsText("The file is here, whole");
        picture(outside, "handed-over-phone");
        outside.close();
        ben.hears("Garden plan.pdf");
    }

    private void pictures(String... chats) throws IOException {
        var names = List.of("ada", "ben");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(PHONE, WIDE)) {
                var name =
                        (width == PHONE ? "phone-" : "wide-")
                                + scheme.name().toLowerCase(Locale.ROOT);
                var page = page(width, scheme);
                picture(page, "door-" + name);
                for (var i = 0; i < chats.length; i++) {
                    page.navigate(chats[i]);
                    page.locator(".message.porter").last().waitFor();
                    picture(page, names.get(i) + "-end-" + name);
                    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                            .as("how wide the page is")
                            .isLessThanOrEqualTo(width);
                    page.evaluate(
                            "document.getElementById('scroll').scrollTop ="
                                    + " document.getElementById('scroll').scrollHeight / 2");
                    picture(page, names.get(i) + "-middle-" + name);
                }
                page.context().close();
            }
        }
    }

    private static void picture(Page page, String name) throws IOException {
        Files.createDirectories(PICTURES);
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private Page page(int width, ColorScheme scheme) {
        var context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, width == PHONE ? 844 : 860)
                                        .setDeviceScaleFactor(width == PHONE ? 2 : 1)
                                        .setColorScheme(scheme));
        context.setDefaultTimeout(Chromium.PATIENCE_MILLISECONDS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        var page = context.newPage();
        page.navigate(house.page().toString());
        return page;
    }
}
