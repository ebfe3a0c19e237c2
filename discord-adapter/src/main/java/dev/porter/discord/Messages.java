package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends and edits messages.
final class Messages {
    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    private final Rest rest;
    private final Channels channels;
    private final Hooks hooks;
    private final Delivery delivery;
    private final Removals removals;
    private final Wholes wholes;

    Messages(
            Rest rest,
            Channels channels,
            Hooks hooks,
            Delivery delivery,
            Removals removals,
            Wholes wholes) {
        this.rest = rest;
        this.channels = channels;
        this.hooks = hooks;
        this.delivery = delivery;
        this.removals = removals;
        this.wholes = wholes;
    }

    MessageId send(ChatId chat, Message message) {
        return withLinksOrWithout(message, parts -> delivery.deliver(chat, parts.messages()));
    }

    /// Says something by itself, as far as that works.
    void say(Where where, String words) {
        try {
            var _ = send(where.chat(), Message.of(words));
        } catch (ChatException e) {
            log.debug("{}", e.getMessage());
        }
    }

    MessageId edit(MessageId id, Message message) {
        var old = Sent.of(id);
        return withLinksOrWithout(
                message,
                parts ->
                        old.answers()
                                ? editAnswer(old, parts.messages())
                                : editPosted(old, parts.messages()));
    }

    private static MessageId withLinksOrWithout(
            Message message, Function<Parts, MessageId> delivery) {
        var parts = Parts.of(message);
        try {
            return delivery.apply(parts);
        } catch (RefusedException e) {
            if (!e.is(RefusedException.INVALID_FORM) || !parts.hasLinks()) {
                throw e;
            }
            return delivery.apply(Parts.withoutLinks(message));
        }
    }

    private MessageId editAnswer(Sent old, List<DataObject> messages) {
        var where = old.place().where();
        var byHooks =
                old.parts().stream().flatMap(part -> hooks.holding(where, part).stream()).toList();
        if (byHooks.size() == old.parts().size()) {
            try {
                var now = editAnswer(byHooks, old.parts(), messages);
                return wholes.remember(new Sent(old.chat(), true, now));
            } catch (RefusedException e) {
                if (!e.hookGone() && !notEditable(e)) {
                    throw e;
                }
            }
        }
        return delivery.deliver(old.chat(), messages);
    }

    /// @param hooks by which each of the old ones can be changed
    private List<String> editAnswer(List<Hook> hooks, List<String> old, List<DataObject> messages) {
        var now = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            if (i < old.size()) {
                edit(hooks.get(i), old.get(i), messages.get(i));
                now.add(old.get(i));
            } else {
                now.add(delivery.answer(hooks.getLast(), messages.get(i)));
            }
        }
        for (var i = messages.size(); i < old.size(); i++) {
            removals.drop(hooks.get(i), old.get(i));
        }
        return now;
    }

    private void edit(Hook hook, String part, DataObject message) {
        rest.call(hook.route(Route.Interactions.EDIT_FOLLOWUP, part), message);
    }

    private MessageId editPosted(Sent old, List<DataObject> messages) {
        var now = editPosted(old.place().where(), old.parts(), messages);
        return wholes.remember(new Sent(old.chat(), false, now));
    }

    private List<String> editPosted(Where where, List<String> old, List<DataObject> messages) {
        var now = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            if (i >= old.size()) {
                now.add(delivery.post(where, messages.get(i)));
            } else if (editPosted(where, old.get(i), messages.get(i))) {
                now.add(old.get(i));
            } else {
                old.forEach(part -> removals.drop(where, part));
                return delivery.post(where, messages);
            }
        }
        old.stream().skip(messages.size()).forEach(part -> removals.drop(where, part));
        return now;
    }

    /// Whether the message now says this; otherwise it cannot be edited.
    private boolean editPosted(Where where, String part, DataObject message) {
        try {
            return Delivery.reaching(() -> {
                rest.call(Route.Messages.EDIT_MESSAGE.compile(channels.of(where), part), message);
                return true;
            });
        } catch (RefusedException e) {
            if (notEditable(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean notEditable(RefusedException e) {
        return e.is(RefusedException.UNKNOWN_MESSAGE) || e.is(RefusedException.NOT_OURS_TO_EDIT);
    }

    void withdrawButtons(MessageId id) {
        var message = Sent.of(id);
        var where = message.place().where();
        var bare = Parts.mentioningNobody().put("components", DataArray.empty());
        if (!message.answers()) {
            var _ = editPosted(where, message.last(), bare);
            return;
        }
        var hook = hooks.holding(where, message.last());
        if (hook.isPresent()) {
            try {
                edit(hook.get(), message.last(), bare);
            } catch (RefusedException e) {
                if (!e.hookGone() && !notEditable(e)) {
                    throw e;
                }
            }
        }
    }
}
