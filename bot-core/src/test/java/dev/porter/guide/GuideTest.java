package dev.porter.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.account.AuthenticatorApp;
import dev.porter.conversation.Dialogue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void the_dashboard_shows_the_last_backup_the_files_and_the_space() {
        var ada = dialogue.member("ada");
        ada.says("/menu").sees("No backup yet", "Files: 0");
        ada.sends("a.txt", "twelve bytes").sees("Stored and verified");
        ada.says("/status").sees("Last backup: a.txt", "Files: 1", "12 bytes used");
        dialogue.nas().away();
        ada.says("/menu").sees("12 bytes used; the NAS does not answer now");
    }

    @Test
    void every_button_of_the_dashboard_leads_somewhere() {
        var ada = dialogue.member("ada");
        ada.says("/menu");
        for (var button : ada.message("Your NAS").buttons()) {
            ada.says("/menu").presses(button.label());
            await().atMost(Dialogue.PATIENCE).until(() -> !ada.shown().isBlank());
            ada.doesNotSee("something that is over", "Something went wrong");
        }
    }

    @Test
    void apps_have_their_addresses_as_buttons_and_pictures() {
        var ann = dialogue.person("ann");
        ann.says("/apps").sees("Synology Photos", "Synology Drive");
        var message = ann.message("The official apps");
        for (var app : Apps.ALL) {
            assertThat(message.buttons().stream().flatMap(b -> b.carries().stream()))
                    .contains(app.url());
            ann.forges("guide:qr:" + app.code());
            assertThat(AuthenticatorApp.text(ann.receives(app.code() + ".png")))
                    .isEqualTo(app.url());
        }
        ann.forges("guide:qr:nonsense").sees("There is no such app");
    }

    @Test
    void what_needs_the_administrators_permission_is_said_to() {
        var ann = dialogue.person("ann");
        ann.says("/apps").sees("On a computer", "if the administrator allows it");
        var ada = dialogue.member("ada");
        ada.says("/drive").sees("if the administrator allows it");
    }

    @Test
    void the_phone_guide_has_an_end(@TempDir Path data) {
        try (var house = Dialogue.in(data, "porter.nas.address=nas.example.org")) {
            var ada = house.member("ada");
            ada.says("/phone").sees("1 of 5", "nas.example.org");
            for (var page = 2; page <= 5; page++) {
                ada.presses("Done, next").sees(page + " of 5");
            }
            ada.presses("Done, next").sees("I cannot look there", "on another device");
            ada.doesNotSee("Look again").presses("From the start").sees("1 of 5");
        }
    }

    @Test
    void where_no_app_can_back_a_phone_up_that_is_said_with_what_works_instead() {
        var ada = dialogue.member("ada");
        ada.says("/phone").sees("an app of the NAS", "send me your pictures");
        ada.doesNotSee("1 of 5", "Done, next").presses("How to send").sees("Just send me any file");
        ada.forges("guide:phone:6").sees("an app of the NAS").doesNotSee("I cannot look there");
    }
}
