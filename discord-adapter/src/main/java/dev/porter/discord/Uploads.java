package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.OutgoingFile;
import dev.porter.chat.TooLargeException;
import dev.porter.discord.Transfers.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.AttachedFile;
import net.dv8tion.jda.api.utils.data.DataObject;

/// Sends files. They go to the direct messages, where they stay; only what must not stay goes to
/// the interaction.
final class Uploads {
    private final Transfers transfers;
    private final Hooks hooks;
    private final Delivery delivery;

    Uploads(Transfers transfers, Hooks hooks, Delivery delivery) {
        this.transfers = transfers;
        this.hooks = hooks;
        this.delivery = delivery;
    }

    /// The largest file that a chat takes now: people who pay for more may be answered with more.
    long largest(ChatId chat) {
        return Math.max(DiscordPlatform.LARGEST_OUT, hooks.largest(Place.of(chat).where()));
    }

    MessageId send(ChatId chat, OutgoingFile file) {
        var place = place(Place.of(chat), file);
        try {
            return delivery.deliver(
                    chat,
                    place,
                    hook -> sendAll(file, part -> byHook(hook, part, file)),
                    () -> sendAll(file, part -> post(place.where(), part, file)),
                    Sentences.fileInPrivate());
        } catch (RefusedException e) {
            throw e.tooLarge() ? tooLarge() : e;
        }
    }

    /// Where it goes: what is large can only be the answer to somebody who may have that much.
    private Place place(Place asked, OutgoingFile file) {
        if (file.size() <= DiscordPlatform.LARGEST_OUT) {
            var stays = file.care() == Message.Care.ORDINARY;
            return new Place(asked.where(), asked.interaction(), stays);
        }
        var hook = hooks.carrying(asked.where(), file.size()).orElseThrow(Uploads::tooLarge);
        return new Place(asked.where(), hook.interaction().id(), false);
    }

    private static ChatException tooLarge() {
        return new TooLargeException("Discord takes no files of this size.");
    }

    /// The caption before its last part goes out as messages of its own.
    private List<String> sendAll(OutgoingFile file, Function<Part, String> send) {
        var name = UploadedFile.keepsItsName(file.name()) ? "" : file.name();
        var parts = Parts.of(name, file.caption(), file.care()).messages();
        var sent = new ArrayList<String>();
        for (var part : parts.subList(0, parts.size() - 1)) {
            sent.add(send.apply(new Part(part, false)));
        }
        var last = parts.getLast();
        if (name.isEmpty() && file.caption().isBlank()) {
            last.put("content", "");
        }
        sent.add(send.apply(new Part(last, true)));
        return sent;
    }

    private record Part(DataObject message, boolean carries) {}

    private String byHook(Hook hook, Part part, OutgoingFile file) {
        return part.carries()
                ? delivery.answer(
                        hook,
                        original -> upload(original, part.message(), file, Repeat.UNSENT_ONLY),
                        further ->
                                upload(
                                        further,
                                        Delivery.seenBy(hook, part.message()),
                                        file,
                                        Repeat.UNSENT_ONLY))
                : delivery.answer(hook, part.message());
    }

    private String post(Where where, Part part, OutgoingFile file) {
        if (file.size() > DiscordPlatform.LARGEST_OUT) {
            throw tooLarge();
        }
        return part.carries()
                ? delivery.post(
                        where,
                        part.message(),
                        (route, message) -> upload(route, message, file, Repeat.FREELY))
                : delivery.post(where, part.message());
    }

    private DataObject upload(
            Route.CompiledRoute route, DataObject message, OutgoingFile file, Repeat repeat) {
        var body = AttachedFile.createMultipartBody(List.of(UploadedFile.of(file)), message);
        return transfers.send(route, body.build(), repeat);
    }
}
