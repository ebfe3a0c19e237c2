package dev.porter.discord;

import dev.porter.chat.ChatException;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Lanes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the messages that Discord did not deliver: those sent while Porter was away, and those
/// that got lost. The history of each person, and of each channel in which files are kept, is read
/// on from where it was read to.
final class CatchUp {
    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 100;
    private static final int AT_ONCE = 3;

    private final Rest rest;
    private final Channels channels;
    private final Visitors visitors;
    private final Downloads downloads;
    private final Handover handover;
    private final Letters letters;
    private final Lanes lanes;
    private final Intents intents;
    private final DropPlaces drops;
    private final Semaphore questions = new Semaphore(AT_ONCE, true);

    CatchUp(
            Rest rest,
            Channels channels,
            Visitors visitors,
            Downloads downloads,
            Handover handover,
            Letters letters,
            Lanes lanes,
            Intents intents,
            DropPlaces drops) {
        this.rest = rest;
        this.channels = channels;
        this.visitors = visitors;
        this.downloads = downloads;
        this.handover = handover;
        this.letters = letters;
        this.lanes = lanes;
        this.intents = intents;
        this.drops = drops;
    }

    /// Looks through everybody's messages, before what they send from now on.
    void everybody() {
        for (var where : visitors.all()) {
            if (where instanceof Where.Direct) {
                lanes.add(where.value(), () -> one(where));
            }
        }
        if (intents.hearsServers()) {
            Thread.ofVirtual().name("discord-drops").start(this::dropPlaces);
        }
    }

    private void dropPlaces() {
        drops.since()
                .forEach((chat, since) -> {
                    if (chat.platform().equals(DiscordPlatform.NAME)
                            && Place.of(chat).where() instanceof Where.Channel channel) {
                        lanes.add(
                                channel.value(),
                                () -> {
                                    visitors.keepFrom(channel, Visitors.firstId(since));
                                    one(channel);
                                });
                    }
                });
    }

    private void one(Where where) {
        try {
            var channel = channels.of(where);
            List<DataObject> page;
            do {
                page = page(channel, visitors.checked(where));
                for (var message : page) {
                    if (!read(where, message)) {
                        return;
                    }
                }
                if (!page.isEmpty()) {
                    visitors.checkedUpTo(where, id(page.getLast()));
                }
            } while (page.size() == PAGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ChatException e) {
            // The next round begins at the same place.
            log.debug("The messages of {} could not be read: {}", where, e.getMessage());
        }
    }

    private boolean read(Where where, DataObject message) {
        if (handover.isClosed()) {
            return false;
        }
        if (visitors.isHandled(where, id(message))) {
            return true;
        }
        downloads.remember(message);
        // The history does not say that a channel belongs to a server.
        var happened =
                switch (where) {
                    case Where.Channel _ -> Events.posted(message);
                    case Where.Direct _ -> Events.written(message);
                };
        return !(happened instanceof Happening.Arrived arrived) || letters.read(arrived);
    }

    private List<DataObject> page(String channel, long after) throws InterruptedException {
        questions.acquire();
        try {
            var route =
                    Route.Messages.GET_MESSAGE_HISTORY
                            .compile(channel)
                            .withQueryParams("after", "" + after, "limit", "" + PAGE);
            return Json.objects(Optional.of(rest.list(route)))
                    .filter(message -> message.getString("id", "").matches("[0-9]{1,19}"))
                    .sorted(Comparator.comparingLong(CatchUp::id))
                    .toList();
        } finally {
            questions.release();
        }
    }

    private static long id(DataObject message) {
        return message.getLong("id");
    }
}
