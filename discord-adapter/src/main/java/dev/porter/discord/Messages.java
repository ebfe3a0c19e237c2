package dev.porter.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.UncertainChatException;
import dev.porter.chat.UnreachableChatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends, edits and deletes messages, in direct messages or as the answer to an interaction. One
/// that is too long goes out as several, and its identifier names them all. When an interaction
/// cannot be answered any more, its direct messages take over; such an identifier begins with
/// `dm:`.
final class Messages {
    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final int LONGEST_ID = 200;
    private static final int REMEMBERED = 1_000;
    private static final String BY_HOOK = "h:";

    private final Rest rest;
    private final Channels channels;
    private final Hooks hooks;
    private final Nonces nonces = new Nonces();

    /// The identifiers of long messages, by that of their last part, where the buttons are.
    private final Cache<String, String> wholes =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Messages(Rest rest, Channels channels, Hooks hooks) {
        this.rest = rest;
        this.channels = channels;
        this.hooks = hooks;
    }

    MessageId send(ChatId chat, Message message) {
        return withLinksOrWithout(message, parts -> send(chat, Place.of(chat), parts.messages()));
    }

    MessageId edit(MessageId id, Message message) {
        return withLinksOrWithout(message, parts -> edit(id, parts.messages()));
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

    private MessageId send(ChatId chat, Place place, List<DataObject> messages) {
        return deliver(
                chat,
                place,
                hook -> messages.stream().map(message -> answer(hook, message)).toList(),
                () -> inPrivate(place.where(), messages),
                Sentences.IN_PRIVATE);
    }

    /// Delivers something where it belongs.
    ///
    /// @param byHook answers the interaction
    /// @param directly sends it to the direct messages
    /// @param note what the interaction shows when the direct messages got it
    MessageId deliver(
            ChatId chat,
            Place place,
            Function<Hook, List<String>> byHook,
            Supplier<List<String>> directly,
            String note) {
        if (place.interaction() != null && !place.stays()) {
            var answered = answered(place, byHook);
            return answered.isPresent()
                    ? id(chat, BY_HOOK, answered.get())
                    : id(chat, "", directly.get());
        }
        try {
            var sent = directly.get();
            note(place, note);
            return id(chat, "", sent);
        } catch (UnreachableChatException e) {
            return id(chat, BY_HOOK, answered(place, byHook).orElseThrow(() -> e));
        }
    }

    private Optional<List<String>> answered(Place place, Function<Hook, List<String>> byHook) {
        var hook = hooks.find(place);
        if (hook.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(byHook.apply(hook.get()));
        } catch (RefusedException e) {
            if (e.hookGone()) {
                hook.get().markGone();
                return Optional.empty();
            }
            throw e;
        }
    }

    private void note(Place place, String note) {
        if (place.interaction() != null) {
            hooks.find(place).ifPresent(hook -> note(hook, note));
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
    String answer(Hook hook, DataObject message) {
        // What the first answer is was settled with the acknowledgement.
        var first = hook.inThinking(() -> sent(rest.call(original(hook), message)));
        if (first.isPresent()) {
            hook.originalIs(first.get());
            return first.get();
        }
        var id = sent(rest.callOnce(followUp(hook), seenBy(hook, copy(message))));
        hook.made(id);
        return id;
    }

    /// Discord knows no nonce here: what arrives twice is seen twice.
    static Route.CompiledRoute followUp(Hook hook) {
        return Route.Interactions.CREATE_FOLLOWUP
                .compile(hook.application(), hook.token())
                .withQueryParams("wait", "true");
    }

    /// In a server an answer is for the person alone; in direct messages it stays.
    static DataObject seenBy(Hook hook, DataObject message) {
        return hook.interaction().alone() ? message : Parts.onlyForThem(message);
    }

    static Route.CompiledRoute original(Hook hook) {
        return Route.Interactions.EDIT_FOLLOWUP
                .compile(hook.application(), hook.token(), "@original")
                .withQueryParams("wait", "true");
    }

    /// Shows a form again that was taken away when it was filled in.
    void bringFormBack(Hook hook) {
        if (hook.interaction().kind() == Interaction.Kind.FORM) {
            rest.call(
                    original(hook),
                    Parts.mentioningNobody().put("components", hook.interaction().components()));
        }
    }

    /// Takes a "thinking" away that nothing came of.
    void clear(Hook hook) {
        var _ = hook.inThinking(() -> deleteOriginal(hook));
    }

    private DataObject deleteOriginal(Hook hook) {
        return rest.call(
                Route.Interactions.DELETE_FOLLOWUP.compile(
                        hook.application(), hook.token(), "@original"),
                null);
    }

    private List<String> inPrivate(Where where, List<DataObject> messages) {
        var sent = new ArrayList<String>();
        try {
            for (var message : messages) {
                sent.add(inPrivate(where, message));
            }
            return sent;
        } catch (ChatException e) {
            // Whoever asked will ask again for all of it.
            sent.forEach(id -> deleteInPrivate(where, id));
            throw e;
        }
    }

    private String inPrivate(Where where, DataObject message) {
        for (var hook : hooks.thinking(where)) {
            try {
                var first = hook.inThinking(() -> sent(rest.call(original(hook), message)));
                if (first.isPresent()) {
                    return first.get();
                }
            } catch (RefusedException e) {
                if (!e.hookGone() && !e.is(RefusedException.UNKNOWN_MESSAGE)) {
                    throw e;
                }
            }
        }
        return reaching(() -> {
            var route = Route.Messages.SEND_MESSAGE.compile(channels.of(where));
            return sent(rest.call(route, nonces.on(copy(message))));
        });
    }

    /// Does something in direct messages.
    ///
    /// @throws UnreachableChatException when they are closed
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

    static String sent(DataObject answer) {
        var id = answer.getString("id", "");
        if (!id.matches("[0-9]{1,20}")) {
            throw new UncertainChatException("Discord did not say which message it made.");
        }
        return id;
    }

    private MessageId edit(MessageId id, List<DataObject> messages) {
        var place = Place.of(id.chat());
        var numbers = numbers(id);
        if (!id.value().startsWith(BY_HOOK)) {
            return id(id.chat(), "", editInPrivate(place.where(), numbers, messages));
        }
        var holding = numbers.stream().flatMap(each -> hooks.holding(place.where(), each).stream());
        var byHooks = holding.toList();
        if (byHooks.size() == numbers.size()) {
            try {
                return id(id.chat(), BY_HOOK, editAnswer(byHooks, numbers, messages));
            } catch (RefusedException e) {
                if (!e.hookGone() && !notEditable(e)) {
                    throw e;
                }
            }
        }
        return send(id.chat(), place, messages);
    }

    /// @param hooks by which each of the old ones can be changed
    private List<String> editAnswer(List<Hook> hooks, List<String> old, List<DataObject> messages) {
        var now = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            if (i < old.size()) {
                rest.call(
                        answerRoute(Route.Interactions.EDIT_FOLLOWUP, hooks.get(i), old.get(i)),
                        messages.get(i));
                now.add(old.get(i));
            } else {
                now.add(answer(hooks.getLast(), messages.get(i)));
            }
        }
        for (var i = messages.size(); i < old.size(); i++) {
            var _ = deleteAnswer(hooks.get(i), old.get(i));
        }
        return now;
    }

    private List<String> editInPrivate(Where where, List<String> old, List<DataObject> messages) {
        var now = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            if (i >= old.size()) {
                now.add(inPrivate(where, messages.get(i)));
            } else if (editInPrivate(where, old.get(i), messages.get(i))) {
                now.add(old.get(i));
            } else {
                old.forEach(each -> deleteInPrivate(where, each));
                return inPrivate(where, messages);
            }
        }
        old.stream().skip(messages.size()).forEach(each -> deleteInPrivate(where, each));
        return now;
    }

    /// Whether the message now says this; otherwise it cannot be edited.
    private boolean editInPrivate(Where where, String id, DataObject message) {
        try {
            return reaching(() -> {
                rest.call(Route.Messages.EDIT_MESSAGE.compile(channels.of(where), id), message);
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

    /// The buttons are under the last part.
    void withdrawButtons(MessageId id) {
        var place = Place.of(id.chat());
        var last = numbers(id).getLast();
        var bare = Parts.mentioningNobody().put("components", DataArray.empty());
        if (!id.value().startsWith(BY_HOOK)) {
            editInPrivate(place.where(), last, bare);
            return;
        }
        var hook = hooks.holding(place.where(), last);
        if (hook.isPresent()) {
            try {
                rest.call(answerRoute(Route.Interactions.EDIT_FOLLOWUP, hook.get(), last), bare);
            } catch (RefusedException e) {
                if (!e.hookGone() && !notEditable(e)) {
                    throw e;
                }
            }
        }
    }

    boolean delete(MessageId id) {
        return deletions(id).allMatch(Deletion.GONE::equals);
    }

    /// Deletes a message where that is possible.
    ///
    /// @return whether there is no more to be done: it is gone, or never will be
    boolean takeAway(MessageId id) {
        return deletions(id).noneMatch(Deletion.LATER::equals);
    }

    /// The same with the first answer to an interaction.
    boolean takeAway(Hook hook) {
        return !hooks.awaitUsable(hook) || deleted(() -> deleteOriginal(hook)) != Deletion.LATER;
    }

    private enum Deletion {
        GONE,
        NEVER,
        LATER
    }

    /// All are tried, whatever becomes of the first.
    private Stream<Deletion> deletions(MessageId id) {
        var place = Place.of(id.chat());
        var numbers = numbers(id);
        if (!id.value().startsWith(BY_HOOK)) {
            return numbers.stream()
                    .map(each -> deleteInPrivate(place.where(), each))
                    .toList()
                    .stream();
        }
        return numbers.stream().map(each -> deleteAnswer(place.where(), each)).toList().stream();
    }

    private Deletion deleteAnswer(Where where, String id) {
        return hooks.holding(where, id).map(hook -> deleteAnswer(hook, id)).orElse(Deletion.NEVER);
    }

    private Deletion deleteAnswer(Hook hook, String id) {
        return deleted(
                () -> rest.call(answerRoute(Route.Interactions.DELETE_FOLLOWUP, hook, id), null));
    }

    private static Route.CompiledRoute answerRoute(Route route, Hook hook, String message) {
        return route.compile(hook.application(), hook.token(), hook.nameOf(message));
    }

    private Deletion deleteInPrivate(Where where, String id) {
        return deleted(() ->
                rest.call(Route.Messages.DELETE_MESSAGE.compile(channels.of(where), id), null));
    }

    private static Deletion deleted(Runnable deletion) {
        try {
            deletion.run();
            return Deletion.GONE;
        } catch (RefusedException e) {
            return e.is(RefusedException.UNKNOWN_MESSAGE)
                    ? Deletion.GONE
                    : e.isFinal() ? Deletion.NEVER : Deletion.LATER;
        } catch (UnreachableChatException e) {
            return Deletion.NEVER;
        } catch (ChatException e) {
            return Deletion.LATER;
        }
    }

    private MessageId id(ChatId chat, String prefix, List<String> numbers) {
        var value = String.join(",", numbers);
        // The buttons are under the last ones.
        while (prefix.length() + value.length() > LONGEST_ID) {
            value = value.substring(value.indexOf(',') + 1);
        }
        if (numbers.size() > 1) {
            wholes.put(prefix + numbers.getLast(), prefix + value);
        }
        return new MessageId(chat, prefix + value);
    }

    private static List<String> numbers(MessageId id) {
        var value = id.value();
        var plain = value.startsWith(BY_HOOK) ? value.substring(BY_HOOK.length()) : value;
        return Arrays.stream(plain.split(",", -1))
                .filter(number -> number.matches("[0-9]{1,20}"))
                .toList();
    }

    /// The identifier of the message that this one is the last part of.
    ///
    /// @param onlyTheirs whether only the person sees it
    String whole(String message, boolean onlyTheirs) {
        var value = onlyTheirs ? BY_HOOK + message : message;
        var whole = wholes.getIfPresent(value);
        return whole == null ? value : whole;
    }

    DataObject withNonce(DataObject message) {
        return nonces.on(message);
    }
}
