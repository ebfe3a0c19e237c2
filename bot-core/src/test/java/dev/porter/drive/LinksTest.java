package dev.porter.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Message.Care;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.ShareLink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinksTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    private Guest with(String file) {
        var ada = dialogue.member("ada");
        ada.sends(file, ada.displayName()).sees("Stored and verified");
        return ada;
    }

    @Test
    void a_link_is_made_for_some_days_seen_and_ended() {
        var ada = with("plan.txt");
        ada.says("/files").presses("1").presses("Link").sees("A link to plan.txt", "nothing else");
        ada.presses("7 days")
                .sees("https://nas.example.org/sharing/", "Password: ", "It works until");
        assertThat(ada.care("Your link to")).isEqualTo(Care.PRIVATE);
        var password =
                ada.message("Password: ").text().replaceAll("(?s).*Password: (\\S+).*", "$1");
        dialogue.keepsSecret(password);
        assertThat(links(ada)).hasSize(1);
        ada.presses("My links").sees("1. plan.txt · until").doesNotSee("nas.example.org", password);
        ada.presses("End 1").sees("Ended: nobody can use it any more", "You have no links");
        assertThat(links(ada)).isEmpty();
        ada.says("/security")
                .presses("My activity")
                .sees("Made a link to plan.txt", "Ended a link");
    }

    @Test
    void nobody_makes_sees_or_ends_a_link_of_somebody_else() {
        var ada = with("secret.txt");
        ada.says("/files").presses("1").presses("Link").presses("Until tomorrow");
        var link = links(ada).getFirst();
        var file = ada.value(ada.message("Stored and verified"), "Open").replace("files:open:", "");
        var eve = dialogue.member("eve");
        eve.forges("share:file:" + file).sees("That file is not there any more");
        eve.forges("share:make:" + file + ":7").sees("That file is not there any more");
        eve.forges("share:end:" + link.id()).sees("That link is ended already");
        eve.forges("share:all").sees("You have no links");
        dialogue.person("stranger")
                .forges("share:end:" + link.id())
                .sees("You need to be logged in");
        assertThat(links(ada)).containsExactly(link);
        assertThat(links(eve)).isEmpty();
    }

    @Test
    void what_a_button_never_said_makes_no_link() {
        var ada = with("a.txt");
        var file = ada.value(ada.message("Stored and verified"), "Open").replace("files:open:", "");
        for (var days : new String[] {"", "0", "-1", "2", "3650", "7x"}) {
            ada.forges("share:make:" + file + ":" + days).sees("For how long?");
        }
        for (var id : new String[] {"", "../x", "a b", "x".repeat(33)}) {
            ada.forges("share:end:" + id).sees("That link is ended already");
        }
        assertThat(links(ada)).isEmpty();
    }

    @Test
    void a_file_in_the_bin_gets_no_link() {
        var ada = with("old.txt");
        var file = ada.value(ada.message("Stored and verified"), "Open").replace("files:open:", "");
        ada.says("/files").presses("1").presses("Delete").sees("is in the bin");
        ada.forges("share:make:" + file + ":7").sees("That file is not there any more");
    }

    @Test
    void a_nas_that_fails_makes_no_link_and_says_so() {
        var ada = with("a.txt");
        ada.says("/files").presses("1").presses("Link");
        dialogue.trouble().failsOnce("create", ada.home(), Kind.NOT_PERMITTED);
        ada.presses("7 days").sees("The NAS does not let me make links");
        dialogue.trouble().failsOnce("create", ada.home(), Kind.AWAY);
        ada.presses("30 days").sees("The NAS does not answer");
        assertThat(links(ada)).isEmpty();
    }

    private List<ShareLink> links(Guest guest) {
        return dialogue.nas().shareLinks().orElseThrow().list(guest.home());
    }
}
