package dev.porter.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.porter.account.AuthenticatorApp;
import dev.porter.conversation.Dialogue;
import dev.porter.nas.NasException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// No password or code stands in a log, however much is logged, or in a file.
class SecretsAtRestTest {
    private static final List<String> LOUD =
            List.of("dev.porter", "org.springframework", "org.hibernate");

    @TempDir Path data;

    @Test
    void what_was_typed_and_shown_is_found_nowhere() {
        try (var dialogue = Dialogue.in(data)) {
            LOUD.forEach(name -> logger(name).setLevel(Level.TRACE));
            var ada = dialogue.member("ada");
            var app = AuthenticatorApp.enrolled(dialogue, ada);
            dialogue.keepsSecret(app.seed());
            ada.message("recovery codes")
                    .text()
                    .lines()
                    .filter(line -> line.matches("[0-9A-Z]{16}"))
                    .forEach(dialogue::keepsSecret);
            var tablet = dialogue.person("tablet");
            tablet.says("/login").says(ada.userName()).types("A-Wrong-Guess-4711");
            tablet.sees("do not go together").says(ada.userName()).types(Dialogue.PASSWORD);
            tablet.sees("Which code").types(app.nextCode()).sees("You are logged in");
            ada.says("/login " + ada.userName() + " In-One-Line-4711");
            dialogue.keepsSecret("In-One-Line-4711");
            ada.says("/security").presses("Change password").types(Dialogue.PASSWORD);
            ada.sees("the code that your").types(app.nextCode()).sees("Now the new password");
            ada.types("Brand-New-Secret-4711").sees("Your password is changed");

            ada.forges("support:try").types("A-Second-Guess-4711").sees("That is not the password");
            ada.types("Brand-New-Secret-4711").sees("That is your password");

            var bob = dialogue.person("bob");
            bob.says("/start " + dialogue.invite()).says(bob.userName());
            bob.presses("Make a strong one for me").sees("Your new password");
            dialogue.keepsSecret(bob.message("Your new password").text().lines().toList().get(1));
            dialogue.trouble().failsOnce("createHome", bob.home(), NasException.Kind.BROKEN);
            bob.presses("Create my account").sees("The NAS does not answer");
            dialogue.trouble()
                    .before(
                            "createHome",
                            bob.home(),
                            () -> {
                                throw new IllegalStateException("a bug");
                            });
            bob.presses("Create my account").sees("went wrong");
            dialogue.clock().advance(Duration.ofHours(25));
            bob.types("Far-Too-Late-4711");

            var secrets = dialogue.secrets();
            assertThat(secrets).hasSizeGreaterThan(15);
            dialogue.stop();
            assertThat(dialogue.filesWith(ada.userName())).as("what can be found").isNotEmpty();
            for (var secret : secrets) {
                if (secret.matches("[0-9]{6}")) {
                    continue; // any six digits stand by chance in some file of the database
                }
                assertThat(dialogue.filesWith(secret)).as(secret).isEmpty();
            }
            assertThat(dialogue.logged()).hasSizeGreaterThan(1_000);
            assertThat(dialogue.logged()).anyMatch(line -> line.contains(ada.displayName()));
            dialogue.assertOrderly();
            System.out.printf(
                    "reliability: S3 canaries=%d lines=%d hits=0%n",
                    secrets.size(), dialogue.logged().size());
            dialogue.startAgain();
        } finally {
            LOUD.forEach(name -> logger(name).setLevel(null));
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
