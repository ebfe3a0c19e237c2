package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The rows of the guide about trouble: `/support` finds out what it can, and reaches somebody.
@ExtendWith(House.Shared.class)
class SupportTest {
    private final House house;

    SupportTest(House house) {
        this.house = house;
    }

    @Test
    void a_few_words_reach_the_administrator() {
        var ada = house.administrator();
        var bea = house.member("bea");
        bea.says("/support");
        assertThat(bea.presses("Tell the administrator")).contains("no password in it");
        assertThat(bea.says("The kitchen tablet shows nothing."))
                .contains("the administrator has your message");
        assertThat(ada.hears("The kitchen tablet shows nothing.").words()).contains("account bea");
    }

    @Test
    void row_23_a_lost_password_is_reset_by_the_administrator_and_the_account_stays()
            throws IOException {
        var ada = house.administrator();
        var cai = house.member("cai");
        var letter = Samples.pdf("cai");
        cai.sends("Letter.pdf", letter);
        cai.hears("Stored and verified");

        var other = house.newcomer("Cai's new phone");
        other.says("/support");
        assertThat(other.presses("My password")).contains("make no second account");
        assertThat(other.presses("I need a new password")).contains("your user name");
        assertThat(other.says("cai"))
                .contains("The administrator knows")
                .contains("no second account");
        assertThat(other.says("/files")).contains("You need to be logged in");

        var told = ada.hears("A password is lost");
        assertThat(told.words()).contains("cai").contains("hear from them yourself");
        ada.presses(told, "Show cai");
        ada.presses("Reset password");
        ada.presses("Yes, reset it");
        var fresh = ada.message("New password for cai").text().lines().findFirst().orElseThrow();

        assertThat(logsIn(other, House.PASSWORD)).contains("do not go together");
        assertThat(logsIn(other, fresh)).contains("Welcome back, ");
        other.says("/restore Letter");
        other.hears("is back, bit for bit");
        assertThat(Samples.sha256(other.fetches(other.handed()))).isEqualTo(Samples.sha256(letter));
        assertThat(cai.says("/files")).contains("You need to be logged in");

        var second = house.newcomer("Cai once more");
        second.says("/start " + house.invite());
        assertThat(second.says("cai")).contains("That name is taken");
    }

    private static String logsIn(WebPerson person, String password) {
        person.says("/login");
        person.says("cai");
        return person.fillsIn(password);
    }

    @Test
    void row_24_why_one_cannot_connect_is_checked_line_by_line() throws IOException {
        var dee = house.member("dee");
        dee.says("/support");
        assertThat(dee.presses("I cannot connect"))
                .contains("✅ The NAS is on")
                .contains("✅ The address to enter in the apps: nas.example.org")
                .contains("✅ Your user name: dee")
                .contains("switched on, and not locked")
                .contains("Two-step verification is off")
                .contains("Does any web page open?");
        assertThat(dee.last().buttons()).anyMatch(key -> "nas.example.org".equals(key.copy()));

        dee.presses("Try my password");
        assertThat(dee.fillsIn("Not-the-password-1")).contains("That is not the password of dee");
        assertThat(dee.fillsIn(House.PASSWORD)).contains("✅ That is your password");
        assertThat(dee.chat().toString()).doesNotContain(House.PASSWORD);

        var away = house.nas().resolveSibling("nas-away");
        Files.move(house.nas(), away);
        try {
            assertThat(dee.presses("Check the rest"))
                    .contains("⚠ The NAS does not answer me either")
                    .doesNotContain("The NAS is on");
        } finally {
            Files.move(away, house.nas());
        }
        assertThat(dee.presses("Check again")).contains("✅ The NAS is on");

        var stranger = house.newcomer("Dee elsewhere");
        stranger.says("/support");
        assertThat(stranger.presses("I cannot connect"))
                .contains("✅ The NAS is on")
                .contains("I do not know who you are in this chat");
        stranger.presses("Log in here");
        stranger.says("dee");
        assertThat(stranger.fillsIn(House.PASSWORD)).contains("Welcome back");
    }

    @Test
    void row_25_a_file_that_came_another_way_is_found_in_drive() throws IOException {
        var eva = house.member("eva");
        var place = house.nas().resolve("eva/Papers/Seating plan.txt");
        Files.createDirectories(place.getParent());
        Files.writeString(place, "Grandma beside the cake");
        eva.says("/support");
        eva.presses("A file is missing");
        assertThat(eva.says("seating"))
                .contains("In Drive")
                .contains("Seating plan.txt")
                .contains("Papers")
                .doesNotContain("Sent to me");
        assertThat(eva.presses(eva.last(), "1")).contains("Seating plan.txt");
    }
}
