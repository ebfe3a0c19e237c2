package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;

/// The button under a request to make a user on the NAS.
final class UserOrdersTopic implements Topic {
    private final UserOrders orders;

    UserOrdersTopic(UserOrders orders) {
        this.orders = orders;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var missing = action.number().flatMap(orders::check);
        if (missing.isEmpty()) {
            return Reply.say(tr("Nothing is left to do for that one.")).beside();
        }
        return Reply.say(
                        missing.get().isEmpty()
                                ? Message.of(
                                        tr(
                                                "It is all there. I have told them that they can log in."))
                                : Message.of(
                                        tr("Not yet:\n%s", String.join("\n", missing.get())),
                                        Button.of(
                                                "orders:check:" + action.word(1),
                                                tr("Check again"))))
                .beside();
    }
}
