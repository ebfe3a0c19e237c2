package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.MessageId;
import dev.porter.chat.UncertainChatException;
import dev.porter.chat.UnreachableChatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets messages to where they belong. When an interaction cannot be answered any more, the
/// person's direct messages take over, and when those are closed, an interaction where there is
/// one.
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Rest rest;
    private final Channels channels;
    private final Hooks hooks;
    private final Removals removals;
    private final Wholes wholes;
    private final Nonces nonces = new Nonces();

    Delivery(Rest rest, Channels channels, Hooks hooks, Removals removals, Wholes wholes) {
        this.rest = rest;
        this.channels = channels;
        this.hooks = hooks;
        this.removals = removals;
        this.wholes = wholes;
    }

    MessageId deliver(ChatId chat, List<DataObject> messages) {
        var place = Place.of(chat);
        return deliver(
                chat,
                place,
                hook -> messages.stream().map(message -> answer(hook, message)).toList(),
                () -> post(place.where(), messages),
                Sentences.inPrivate());
    }

    /// Delivers something where it belongs.
    ///
    /// @param byHook answers the interaction
    /// @param directly sends it without one
    /// @param note what the interaction shows when it was sent without
    MessageId deliver(
            ChatId chat,
            Place place,
            Function<Hook, List<String>> byHook,
            Supplier<List<String>> directly,
            String note) {
        if (place.interaction() != null && !place.stays()) {
            return answered(chat, place, byHook)
                    .orElseGet(() -> wholes.remember(new Sent(chat, false, directly.get())));
        }
        try {
            var sent = new Sent(chat, false, directly.get());
            if (place.interaction() != null) {
                hooks.find(place).ifPresent(hook -> note(hook, note));
            }
            return wholes.remember(sent);
        } catch (UnreachableChatException e) {
            return answered(chat, place, byHook).orElseThrow(() -> e);
        }
    }

    private Optional<MessageId> answered(
            ChatId chat, Place place, Function<Hook, List<String>> byHook) {
        var hook = hooks.find(place);
        if (hook.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(wholes.remember(new Sent(chat, true, byHook.apply(hook.get()))));
        } catch (RefusedException e) {
            if (e.hookGone()) {
                hook.get().markGone();
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Says something where Discord still shows "thinking".
    void note(Hook hook, String note) {
        if (hook.isThinking()) {
            try {
                answer(hook, Parts.plain(note));
            } catch (ChatException e) {
                log.debug("{}", e.getMessage());
            }
        }
    }

    /// Answers an interaction so that only the person sees it.
    ///
    /// @return the number of the message
    String answer(Hook hook, DataObject message) {
        return answer(
                hook,
                original -> rest.call(original, message),
                further -> rest.callOnce(further, seenBy(hook, copy(message))));
    }

    /// The same, however it is sent.
    ///
    /// @param first puts it in the place of "thinking"; who sees that was settled before
    /// @param further sends it as a message of its own, for which Discord knows no nonce: what
    ///   arrives twice is seen twice
    String answer(
            Hook hook,
            Function<Route.CompiledRoute, DataObject> first,
            Function<Route.CompiledRoute, DataObject> further) {
        var original = hook.inThinking(() -> number(first.apply(original(hook))));
        if (original.isPresent()) {
            hook.originalIs(original.get());
            return original.get();
        }
        var message = number(further.apply(followUp(hook)));
        hook.made(message);
        return message;
    }

    private static Route.CompiledRoute original(Hook hook) {
        return hook.route(Route.Interactions.EDIT_FOLLOWUP, Hook.ORIGINAL)
                .withQueryParams("wait", "true");
    }

    private static Route.CompiledRoute followUp(Hook hook) {
        return Route.Interactions.CREATE_FOLLOWUP
                .compile(hook.application(), hook.token())
                .withQueryParams("wait", "true");
    }

    /// In a server an answer is for the person alone; in direct messages it stays.
    static DataObject seenBy(Hook hook, DataObject message) {
        return hook.interaction().alone() ? message : Parts.onlyForThem(message);
    }

    /// Shows a form again that was taken away when it was filled in.
    void bringFormBack(Hook hook) {
        if (hook.interaction().kind() == Interaction.Kind.FORM) {
            rest.call(
                    original(hook),
                    Parts.mentioningNobody().put("components", hook.interaction().components()));
        }
    }

    /// Posts all of them or none.
    List<String> post(Where where, List<DataObject> messages) {
        var sent = new ArrayList<String>();
        try {
            for (var message : messages) {
                sent.add(post(where, message));
            }
            return sent;
        } catch (ChatException e) {
            // Whoever asked will ask again for all of it.
            sent.forEach(each -> removals.drop(where, each));
            throw e;
        }
    }

    /// Posts one, in the place of a "thinking" where there is one.
    ///
    /// @return its number
    String post(Where where, DataObject message) {
        for (var hook : hooks.thinking(where)) {
            try {
                var first = hook.inThinking(() -> number(rest.call(original(hook), message)));
                if (first.isPresent()) {
                    return first.get();
                }
            } catch (RefusedException e) {
                if (!e.hookGone() && !e.is(RefusedException.UNKNOWN_MESSAGE)) {
                    throw e;
                }
            }
        }
        return post(where, message, rest::call);
    }

    /// Posts one, however it is sent, so that it is there once also when it is sent twice.
    String post(
            Where where,
            DataObject message,
            BiFunction<Route.CompiledRoute, DataObject, DataObject> how) {
        return reaching(() -> {
            var route = Route.Messages.SEND_MESSAGE.compile(channels.of(where));
            return number(how.apply(route, nonces.on(copy(message))));
        });
    }

    /// Does something where messages stand.
    ///
    /// @throws UnreachableChatException when that is closed to Porter
    static <T> T reaching(Supplier<T> action) {
        try {
            return action.get();
        } catch (RefusedException e) {
            if (e.chatGone()) {
                throw e.asUnreachable();
            }
            throw e;
        }
    }

    private static DataObject copy(DataObject message) {
        return DataObject.fromJson(message.toJson());
    }

    private static String number(DataObject answer) {
        var id = answer.getString("id", "");
        if (!id.matches("[0-9]{1,20}")) {
            throw new UncertainChatException("Discord did not say which message it made.");
        }
        return id;
    }
}
