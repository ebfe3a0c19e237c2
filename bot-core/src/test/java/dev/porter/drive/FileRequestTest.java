package dev.porter.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.Message.Care;
import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Dialogue.Guest;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.ShareLink;
import dev.porter.nas.ShareLink.Use;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FileRequestTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @AfterEach
    void offer() {
        dialogue.nas().takesRequests(true);
    }

    @Test
    void others_are_asked_for_files_until_a_day_and_the_link_is_seen_and_ended() {
        var ada = dialogue.member("ada");
        ada.forges("share:all").sees("You have no links").presses("Let others send me files");
        ada.sees("without an account", "What is it for?").says("Summer party");
        ada.sees("can put files into your folder “Received/Summer party”. For how long?");
        ada.presses("7 days").sees("https://nas.example.org/sharing/", "It works until");
        ada.sees("not through me", "you find it in /drive", "there is no receipt for it");
        assertThat(ada.care("others to send you files")).isEqualTo(Care.PRIVATE);
        var password =
                ada.message("Password: ").text().replaceAll("(?s).*Password: (\\S+).*", "$1");
        dialogue.keepsSecret(password);
        assertThat(links(ada))
                .singleElement()
                .matches(link -> link.use() == Use.PUT && link.hasPassword())
                .extracting(ShareLink::path)
                .isEqualTo(NasPath.home(ada.home()).resolve("Received/Summer party"));
        ada.says("/drive").sees("📁 Received", "Let others send me files");
        ada.forges("share:all")
                .sees("1. 📥 for sending into Received/Summer party · until")
                .doesNotSee("nas.example.org", password);
        ada.presses("End 1").sees("Ended: nobody can use it any more", "You have no links");
        assertThat(links(ada)).isEmpty();
        ada.says("/security")
                .presses("My activity")
                .sees("Made a link for sending files into Received/Summer party", "Ended a link");
    }

    @Test
    void several_can_be_made_even_for_one_folder_and_each_question_can_be_left() {
        var ada = dialogue.member("ada");
        for (var name : List.of("First", "Second", "First")) {
            ada.forges("share:ask").says(name).presses("Until tomorrow").sees("Password: ");
        }
        assertThat(links(ada))
                .extracting(link -> link.path().path())
                .containsExactly("Received/First", "Received/Second", "Received/First");
        ada.forges("share:ask").says("Third").presses("Cancel").sees("I made no link");
        ada.forges("share:ask").presses("Cancel").sees("I made no link");
        assertThat(links(ada)).hasSize(3);
    }

    @Test
    void no_name_leads_out_of_the_folder_for_what_is_received() {
        var ada = dialogue.member("ada");
        for (var name : List.of("../../bob", "etc/passwd", "..\\x", ".hidden", "@eaDir", "con")) {
            ada.forges("share:ask").says(name).presses("30 days").sees("Password: ");
        }
        assertThat(links(ada))
                .hasSize(6)
                .allMatch(link -> link.path().home().equals(ada.home()))
                .allMatch(link -> link.path().parent().path().equals("Received"))
                .noneMatch(link -> link.path().name().startsWith("."));
        ada.forges("share:ask").says("\\ : * . .").sees("nothing in that which can be a name");
        ada.says("/cancel");
    }

    @Test
    void what_a_button_never_said_makes_no_link() {
        var ada = dialogue.member("ada");
        ada.forges("share:ask").says("Party").sees("For how long?");
        var seven = ada.value(ada.message("For how long?"), "7 days");
        for (var days : List.of("0", "-1", "2", "3650", "07", "")) {
            ada.forges(seven.replaceFirst("7$", days)).doesNotSee("Password: ");
        }
        ada.says("7 days").sees("press one of the buttons").says("/cancel");
        assertThat(links(ada)).isEmpty();
    }

    @Test
    void nobody_answers_sees_or_ends_a_request_of_somebody_else() {
        var ada = dialogue.member("ada");
        ada.forges("share:ask").says("Hers").sees("For how long?");
        var open = ada.value(ada.message("For how long?"), "7 days");
        var eve = dialogue.member("eve");
        eve.forges(open).doesNotSee("Password: ");
        ada.presses("7 days").sees("Password: ");
        var link = links(ada).getFirst();
        eve.forges("share:end:" + link.id()).sees("That link is ended already");
        eve.forges("share:all").sees("You have no links").doesNotSee("Hers");
        dialogue.person("stranger").forges("share:ask").sees("You need to be logged in");
        assertThat(links(ada)).containsExactly(link);
        assertThat(links(eve)).isEmpty();
    }

    @Test
    void a_nas_without_such_links_offers_none() {
        var ada = dialogue.member("ada");
        ada.forges("share:ask").says("Party").sees("For how long?");
        dialogue.nas().takesRequests(false);
        ada.presses("7 days").sees("This NAS cannot take files from people without an account");
        ada.forges("share:ask").sees("This NAS cannot take files from people without an account");
        ada.forges("share:all").sees("You have no links").doesNotSee("Let others");
        ada.says("/drive").sees("nothing here yet").doesNotSee("Let others");
        assertThat(links(ada)).isEmpty();
    }

    @Test
    void a_nas_that_is_away_makes_none_and_the_question_waits() {
        var ada = dialogue.member("ada");
        ada.forges("share:ask").says("Party").sees("For how long?");
        dialogue.nas().away();
        ada.presses("7 days").sees("The NAS does not answer");
        dialogue.nas().back();
        assertThat(links(ada)).isEmpty();
        ada.presses("7 days").sees("Password: ");
        assertThat(links(ada)).hasSize(1);
    }

    @Test
    void a_nas_that_lets_porter_make_none_and_a_file_in_the_way_are_said_in_plain_words() {
        var ada = dialogue.member("ada");
        ada.forges("share:ask").says("Party").sees("For how long?");
        dialogue.trouble().failsOnce("createFolder", ada.home(), Kind.NOT_PERMITTED);
        ada.presses("7 days").sees("The NAS does not let me make links");
        ada.forges("share:ask").says("Party").sees("For how long?");
        dialogue.trouble().failsOnce("createFolder", ada.home(), Kind.EXISTS);
        ada.presses("7 days").sees("There is a file where the folder “Received/Party” would be");
        assertThat(links(ada)).isEmpty();
    }

    private List<ShareLink> links(Guest guest) {
        return dialogue.nas().shareLinks().orElseThrow().list(guest.home());
    }
}
