package dev.porter.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/// Somebody who talks with Porter in a browser: with the mouse, or with the keyboard alone.
final class Visitor {
    private static final int MOST_TABS = 200;
    private static final String IS_FOCUSED = "one => one === document.activeElement";
    private static final String MARK =
            "document.querySelectorAll('.message').forEach(one => one.dataset.before = '')";

    private final Page page;
    private final boolean keyboard;

    private Visitor(Page page, boolean keyboard) {
        this.page = page;
        this.keyboard = keyboard;
    }

    static Visitor withTheMouse(Page page) {
        return new Visitor(page, false);
    }

    static Visitor withTheKeyboard(Page page) {
        return new Visitor(page, true);
    }

    Page page() {
        return page;
    }

    void comesIn(String name) {
        fills(page.locator("#name"), name);
        assertThat(page).hasTitle("Porter – " + name);
        page.waitForLoadState(); // a key that is pressed before the scripts are there does nothing
    }

    void says(String text) {
        var field = page.getByLabel("Write to Porter");
        fills(field, text);
        assertThat(field).hasValue("");
    }

    void fillsIn(String secret) {
        fills(page.locator(".message .form input[type=password]").last(), secret);
    }

    private void fills(Locator field, String text) {
        looks();
        reaches(field);
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    /// Presses the newest button of that name.
    void presses(String label) {
        looks();
        activates(button(label));
    }

    private Locator button(String label) {
        return page.locator("#scroll")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label))
                .last();
    }

    /// What stands there now is no answer to what this person does next.
    private void looks() {
        page.evaluate(MARK);
    }

    /// Waits until Porter says something with these words, or changes a message to them, after what
    /// this person said or pressed last.
    void hears(String words) {
        assertThat(page.locator(".message.porter:not([data-before])").getByText(words).last())
                .isVisible();
    }

    /// The newest message of Porter's with these words.
    String reads(String words) {
        return page.locator(".message.porter")
                .filter(new Locator.FilterOptions().setHasText(words))
                .last()
                .innerText();
    }

    void sends(Path... files) {
        FileChooser chooser =
                page.waitForFileChooser(() -> {
                    if (keyboard) {
                        activates(page.locator("#file"));
                    } else {
                        page.locator("label[for=file]").click();
                    }
                });
        chooser.setFiles(files);
    }

    /// Takes the newest file that Porter handed over.
    Path downloads() {
        Download download =
                page.waitForDownload(() -> activates(page.locator(".message a.file").last()));
        return download.path();
    }

    private void activates(Locator one) {
        reaches(one);
        if (keyboard) {
            page.keyboard().press("Enter");
        }
    }

    /// Goes there, and with the mouse also clicks.
    private void reaches(Locator one) {
        // At the end of a request, but for one that brings files, the page moves the keyboard.
        assertThat(page.locator(".busy:not(#attach)")).hasCount(0);
        assertThat(one).isAttached();
        if (!keyboard) {
            one.click();
            return;
        }
        for (var i = 0; i < MOST_TABS; i++) {
            if ((Boolean) one.evaluate(IS_FOCUSED)) {
                return;
            }
            page.keyboard().press("Shift+Tab");
        }
        throw new AssertionError("The keyboard does not reach " + one);
    }
}
