package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Points 6, 9 and 10: the dashboard, the apps, and a useful answer to everything.
@ExtendWith(House.Shared.class)
class GuideTest {
    private final House house;

    GuideTest(House house) {
        this.house = house;
    }

    @Test
    void the_dashboard_shows_the_state_and_leads_everywhere() {
        var sid = house.member("sid");
        assertThat(sid.says("/menu"))
                .contains("No backup yet")
                .contains("Files: 0")
                .contains("Space: 0 bytes used");
        for (var button :
                List.of(
                        "Photos",
                        "Drive",
                        "Document backup",
                        "My files",
                        "Phone setup",
                        "Invite",
                        "Security",
                        "Is it safe?",
                        "Help")) {
            sid.says("/menu");
            var menu = sid.hears("Your NAS, ");
            assertThat(menu.labels()).anyMatch(label -> label.contains(button));
            sid.presses(menu, button);
            assertThat(sid.hears("").words())
                    .as(button)
                    .isNotBlank()
                    .doesNotContain("Something went wrong");
        }
        sid.sends("note.txt", new byte[1_500]);
        sid.hears("Stored and verified");
        assertThat(sid.says("/menu"))
                .contains("Last backup: note.txt")
                .contains("Files: 1")
                .contains("Space: 1.5 kB used");
    }

    @Test
    void the_apps_are_buttons_and_pictures_with_the_address_to_enter() {
        var stranger = house.newcomer("Stranger with a phone");
        assertThat(stranger.says("/apps")).contains("nas.example.org");
        var apps = stranger.last();
        var links = apps.buttons().stream().map(WebPerson.Key::url).filter(u -> u != null).toList();
        assertThat(links)
                .contains(
                        "https://apps.apple.com/app/synology-photos/id1484764501",
                        "https://play.google.com/store/apps/details?id=com.synology.projectkailash",
                        "https://apps.apple.com/app/synology-drive/id1267275421",
                        "https://play.google.com/store/apps/details?id=com.synology.dsdrive")
                .hasSize(5);
        assertThat(apps.buttons()).anyMatch(key -> "nas.example.org".equals(key.copy()));
        var pictures = apps.buttons().stream().filter(key -> key.label().contains("QR")).toList();
        assertThat(pictures).hasSize(5);
        for (var i = 0; i < pictures.size(); i++) {
            stranger.pressesValue(String.valueOf(pictures.get(i).value()), apps);
            var picture = stranger.last().handed();
            assertThat(picture.picture()).isTrue();
            assertThat(Phone.reads(stranger.fetches(picture))).isEqualTo(links.get(i));
        }
    }

    @Test
    void row_13_the_client_for_the_computer_is_named_with_its_link() {
        assertThat(house.newcomer("Stranger at a desk").says("/apps"))
                .contains("if the administrator allows it");
        var joy = house.member("joy13");
        joy.says("/apps");
        var client = joy.last().buttons().stream().filter(key -> key.label().contains("Client"));
        assertThat(client)
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.label())
                            .contains("Windows")
                            .contains("macOS")
                            .contains("Ubuntu");
                    assertThat(key.url()).isEqualTo("https://www.synology.com/support/download");
                });
    }

    @Test
    void row_22_that_apps_are_to_be_kept_updated_is_said() {
        assertThat(house.newcomer("Stranger with an old phone").says("/apps"))
                .contains("Keep the apps updated");
    }

    @Test
    void the_language_of_the_chat_is_chosen() {
        var polyglot = house.newcomer("Polyglot");
        assertThat(polyglot.says("/language")).contains("In which language");
        assertThat(polyglot.says("/language Deutsch"))
                .contains("Ab jetzt spreche ich Deutsch mit dir");
    }

    @Test
    void phone_backup_is_set_up_in_five_steps() {
        var tom = house.member("tom");
        assertThat(tom.says("/phone")).contains("1 of 5").contains("nas.example.org");
        for (var step = 2; step <= 5; step++) {
            assertThat(tom.presses("Done, next")).contains(step + " of 5");
        }
        assertThat(tom.presses("Done, next"))
                .contains("I cannot look there")
                .contains("delete no originals");
    }

    @Test
    void help_is_for_everybody_and_shows_what_one_may_do() {
        assertThat(house.newcomer("Reader").says("/help"))
                .contains("/start")
                .contains("/login")
                .doesNotContain("/admin");
        assertThat(house.member("ute").says("/help")).contains("/files").doesNotContain("/admin");
        assertThat(house.administrator().says("/help")).contains("/admin");
    }

    @Test
    void cancel_works_everywhere() {
        var val = house.member("val");
        assertThat(val.says("/cancel")).contains("nothing to cancel");
        val.says("/invite");
        val.presses("Invite somebody");
        assertThat(val.says("/cancel")).contains("Cancelled. Nothing was changed.");
        assertThat(val.says("Who is this?")).contains("I found nothing");
        assertThat(val.says("/invite")).doesNotContain("Who is this?");
    }

    @Test
    void unknown_input_gets_a_useful_answer() {
        var wim = house.member("wim");
        assertThat(wim.says("/frobnicate")).contains("/help");
        assertThat(wim.says("😀")).contains("I found nothing");
        assertThat(wim.says("x".repeat(10_000))).contains("I found nothing");
        assertThat(wim.says("'; DROP TABLE account; --")).contains("I found nothing");
        assertThat(wim.says("<script>alert(1)</script>")).contains("I found nothing");
        assertThat(wim.says("/menu")).contains("Your NAS");
        assertThat(house.newcomer("Gibberish").says("asdf")).contains("Hello, I am Porter.");
    }

    @Test
    void an_old_button_gets_a_kind_answer_and_does_nothing() {
        var xia = house.newcomer("Xia");
        xia.says("/start " + house.invite());
        xia.says("xia");
        xia.fillsIn(House.PASSWORD);
        var confirm = xia.last();
        assertThat(xia.presses(confirm, "Start over")).contains("Which user name");
        assertThat(xia.presses(confirm, "Create my account"))
                .contains("belongs to something that is over")
                .contains("Which user name");
        for (var value :
                List.of(
                        "?:1:yes",
                        "?:99999999999999999999:yes",
                        "?",
                        ":",
                        "files:open:1",
                        "nonsense",
                        "admin:people",
                        "files:list:-1:PICTURE:9999-99:%%%",
                        "restore:version:" + Long.MAX_VALUE)) {
            assertThat(xia.pressesValue(value, confirm))
                    .as(value)
                    .isNotBlank()
                    .doesNotContain("Something went wrong")
                    .doesNotContain("Exception");
        }
        assertThat(xia.says("/start")).contains("You may come in");
    }

    @Test
    void made_up_buttons_of_a_member_get_a_useful_answer() {
        var yan = house.member("yan");
        for (var value :
                List.of(
                        "files:list:-1:PICTURE:9999-99:%%%",
                        "files:list:99999999999:::",
                        "files:open:" + Long.MAX_VALUE,
                        "files:open:x",
                        "files:delete:",
                        "restore:version:" + Long.MAX_VALUE,
                        "restore:file",
                        "drive:open:99999",
                        "drive:page:99999",
                        "security:end:1",
                        "security:end:x",
                        "invite:show:1",
                        "invite:revoke:0",
                        "guide:qr:nothing",
                        "guide:qr",
                        "guide:phone:7",
                        "photos:x",
                        "backup:x",
                        "support:x",
                        "door:x",
                        "?:0:no",
                        "access:approve:1",
                        "admin:drop:1")) {
            yan.says("/menu");
            assertThat(yan.pressesValue(value, yan.last()))
                    .as(value)
                    .isNotBlank()
                    .doesNotContain("Something went wrong");
        }
    }

    @Test
    void a_question_stays_answerable_by_its_buttons_after_something_else_was_asked() {
        var zac = house.newcomer("Zac");
        zac.says("/start " + house.invite());
        zac.says("zac");
        zac.fillsIn(House.PASSWORD);
        var confirm = zac.last();
        assertThat(zac.says("/help")).contains("What I can do");
        assertThat(zac.presses(confirm, "Create my account")).contains("Welcome, Zac!");
    }
}
