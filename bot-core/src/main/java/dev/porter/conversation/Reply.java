package dev.porter.conversation;

import dev.porter.chat.Message;
import dev.porter.chat.OutgoingFile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Porter answers in one turn, in this order: messages, files, the question that opens.
///
/// @param messages what is said
/// @param inPlace whether the first message takes the place of the one whose button was pressed
/// @param files small pictures and documents made for this answer
/// @param question the question that is open from now on; null for none
/// @param aside whether a question that was open stays open when this one asks none
public record Reply(
        List<Message> messages,
        boolean inPlace,
        List<OutgoingFile> files,
        @Nullable Step question,
        boolean aside) {

    public Reply {
        messages = List.copyOf(messages);
        files = List.copyOf(files);
    }

    /// New messages.
    public static Reply say(Message... messages) {
        return new Reply(List.of(messages), false, List.of(), null, false);
    }

    /// One new message of nothing but text.
    public static Reply say(String text) {
        return say(Message.of(text));
    }

    /// A message in the place of the one whose button was pressed; a new one where no button was.
    public static Reply show(Message message) {
        return new Reply(List.of(message), true, List.of(), null, false);
    }

    /// A question.
    public static Reply ask(Step question) {
        return new Reply(List.of(), false, List.of(), question, false);
    }

    /// No answer in this turn: one will come by itself.
    public static Reply later() {
        return new Reply(List.of(), false, List.of(), null, false);
    }

    /// The same with all of it new, nothing in the place of another message.
    public Reply anew() {
        return new Reply(messages, false, files, question, aside);
    }

    /// The same, and then a question.
    public Reply thenAsk(Step next) {
        return new Reply(messages, inPlace, files, next, aside);
    }

    /// The same, beside a question that is open: it stays open.
    public Reply beside() {
        return new Reply(messages, inPlace, files, question, true);
    }

    /// The same, and a file.
    public Reply with(OutgoingFile file) {
        return new Reply(
                messages,
                inPlace,
                Stream.concat(files.stream(), Stream.of(file)).toList(),
                question,
                aside);
    }

    /// The same after a line of text.
    public Reply after(String words) {
        if (messages.isEmpty()) {
            return new Reply(List.of(Message.of(words)), inPlace, files, question, aside);
        }
        var first = Stream.of(messages.getFirst().after(words));
        return new Reply(
                Stream.concat(first, messages.stream().skip(1)).toList(),
                inPlace,
                files,
                question,
                aside);
    }
}
