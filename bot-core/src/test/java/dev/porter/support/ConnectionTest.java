package dev.porter.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.InMemoryUsers;
import dev.porter.nas.NasAccounts.LogIn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Help with the official apps on a NAS that keeps its own users.
class ConnectionTest {
    @TempDir Path data;

    @Test
    void address_name_and_password_are_those_of_the_apps() {
        var nas = InMemoryNas.withUsers();
        try (var dialogue = Dialogue.with(data, nas, "porter.nas.address=nas.example.org")) {
            var ada = dialogue.member("ada");
            ada.says("/support").presses("I cannot connect");
            ada.sees("✅ The address to enter in the apps: nas.example.org", "[Copy the address]");
            ada.sees("✅ Your user name: " + ada.userName(), "[Copy my user name]");
            ada.sees("ℹ Two-step verification is kept by the NAS").doesNotSee("⚠");
            ada.presses("Try my password").types("Not-my-password-1").sees("⚠ That is not");
            ada.types(Dialogue.PASSWORD).sees("✅ That is your password").doesNotSee("with me");
            ada.sees("✅ Two-step verification is off: no code is asked for");

            nas.users().requireCode(ada.home(), "246810");
            ada.forges("support:try").types(Dialogue.PASSWORD);
            ada.sees("✅ That is your password", "Which code does your authenticator app show");
            ada.types("111111").sees("⚠ That code is not right").types("246810");
            ada.sees("✅ That is your password", "✅ Your code is right, too");
            ada.forges("support:try").types(Dialogue.PASSWORD).presses("Not now");
            ada.sees("✅ Two-step verification is on: after the password comes a code");
            assertThat(ada.own()).doesNotContain("111111", "246810");

            nas.users().requireCode(ada.home(), "");
            for (var answer : InMemoryUsers.refusals()) {
                nas.users().answer(ada.home(), answer);
                ada.forges("support:try").types(Dialogue.PASSWORD).sees("⚠ ");
                ada.doesNotSee("✅", "Something went wrong", "not the password");
            }
            nas.users().answer(ada.home(), LogIn.LOCKED);
            ada.forges("support:try").types(Dialogue.PASSWORD).sees("⚠ That was wrong too often");

            nas.away();
            ada.forges("support:try").types(Dialogue.PASSWORD).sees("The NAS does not answer");
            nas.back();
            assertThat(ada.own()).doesNotContain(Dialogue.PASSWORD);
        }
    }
}
