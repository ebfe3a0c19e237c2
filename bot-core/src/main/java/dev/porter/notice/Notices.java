package dev.porter.notice;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.chat.MessageId;
import dev.porter.chat.UnreachableChatException;
import dev.porter.durable.Durable;
import dev.porter.schedule.Schedule;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Messages that Porter says unasked. Each has a key and exactly one place in a chat: putting the
/// same key again changes what stands there. What was put is said, however often Porter is stopped
/// in between. Where the answer to a message gets lost, nobody knows whether it arrived, and it is
/// said again. A notice is stored until then, so it never holds a secret.
@Repository
public class Notices implements Work {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final Duration KEPT = Duration.ofDays(60);
    private static final Duration STILL_NEWS = Duration.ofDays(14);
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);
    private static final int MOST_UNSAID = 20;
    private static final int MOST_STANDING = 10_000;

    private final NoticeRepository repository;
    private final ChatPlatforms platforms;
    private final Languages languages;
    private final Schedule schedule;
    private final Durable durable;
    private final Clock clock;

    /// Those that stand in their chats as they are. After a start none is known to: progress may
    /// stand in its place.
    private final Cache<Long, Boolean> standing =
            Caffeine.newBuilder().maximumSize(MOST_STANDING).build();

    private final JsonMapper json =
            JsonMapper.builder().addMixIn(Button.class, Named.class).build();
    private final LoadingCache<Long, ReentrantLock> sending =
            Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "button")
    private interface Named {}

    Notices(
            NoticeRepository repository,
            ChatPlatforms platforms,
            Languages languages,
            Schedule schedule,
            Durable durable,
            Clock clock) {
        this.repository = repository;
        this.platforms = platforms;
        this.languages = languages;
        this.schedule = schedule;
        this.durable = durable;
        this.clock = clock;
    }

    /// Says something, or changes what was said under the same key. It belongs to the caller's
    /// transaction.
    ///
    /// @param message asked at once, in the language of the chat
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(String key, ChatId chat, Supplier<Message> message) {
        put(key, chat, null, message);
    }

    /// Says something that must not be seen twice, such as a receipt. Changing a message can be
    /// repeated without a trace, sending one cannot: so the opening is sent, and changed into it.
    /// It belongs to the caller's transaction.
    ///
    /// @param opening a short message that does not mislead when it is left standing; null for none
    /// @param message asked at once, in the language of the chat, as is the opening
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(
            String key,
            ChatId chat,
            @Nullable Supplier<Message> opening,
            Supplier<Message> message) {
        var text = written(chat, message);
        var now = clock.instant();
        var notice = repository.findByKey(key).orElse(null);
        if (notice == null) {
            var first = opening == null ? null : written(chat, opening);
            notice = repository.save(new Notice(key, chat, first, text, now));
        } else {
            notice.change(text, now);
        }
        deliverSoon(notice);
    }

    /// Takes back what was put: what was not said yet never is, and something else takes the place
    /// of what was. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(String key, Supplier<Message> instead) {
        var notice = repository.findByKey(key).orElse(null);
        if (notice == null) {
            return;
        }
        if (notice.shown == 0 && notice.changedAt.isBefore(clock.instant().minus(ON_ITS_WAY))) {
            repository.delete(notice);
        } else {
            notice.change(written(notice.chat, instead), clock.instant());
            deliverSoon(notice);
        }
    }

    /// Says again what stands no more, because [Progress] was shown in its place. It belongs to the
    /// caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void uncover(String key) {
        repository
                .findByKey(key)
                .filter(notice -> notice.shown == notice.wanted && !stands(notice))
                .ifPresent(notice -> {
                    notice.change(notice.message, clock.instant());
                    deliverSoon(notice);
                });
    }

    private boolean stands(Notice notice) {
        return notice.id != null && standing.getIfPresent(notice.id) != null;
    }

    /// Changes every notice whose key begins so. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(String prefix, Supplier<Message> message) {
        for (var notice : repository.findByKeyStartingWith(prefix)) {
            notice.change(written(notice.chat, message), clock.instant());
            deliverSoon(notice);
        }
    }

    /// Says what could not be said in a chat that was closed to Porter: somebody has just written
    /// from there. What is old is left. It belongs to the caller's transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public void again(ChatId chat) {
        var since = clock.instant().minus(STILL_NEWS);
        repository.unsaid(chat, since, Limit.of(MOST_UNSAID)).reversed().forEach(this::deliverSoon);
    }

    /// Forgets what could not be said in a chat that was closed to Porter: it is not for whoever
    /// writes from there now. It belongs to the caller's transaction.
    ///
    /// @param prefix which keys; empty for all
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(ChatId chat, String prefix) {
        var before = clock.instant().minus(ON_ITS_WAY);
        repository.deleteAll(
                repository.unsaid(chat, Instant.EPOCH, Limit.unlimited()).stream()
                        .filter(notice -> notice.key.startsWith(prefix))
                        .filter(notice -> notice.changedAt.isBefore(before))
                        .toList());
    }

    /// How many notices there are whose key begins so.
    public long count(String prefix) {
        return repository.countByKeyStartingWith(prefix);
    }

    /// How many of them stand in their chats.
    public long said(String prefix) {
        return repository.countByKeyStartingWithAndShownGreaterThan(prefix, 0);
    }

    private String written(ChatId chat, Supplier<Message> message) {
        return json.writeValueAsString(languages.of(chat).speak(message));
    }

    private void deliverSoon(Notice notice) {
        schedule.at(clock.instant(), name(), notice.id + ":" + notice.wanted);
    }

    /// Shows progress in the place of a notice, if it is shown already and nothing newer waits:
    /// best effort, and gone with the next [#put].
    ///
    /// @param still asked at the last moment whether it is still so
    void passing(String key, Supplier<Message> message, BooleanSupplier still) {
        var notice = repository.findByKey(key).orElse(null);
        if (notice == null || notice.id == null) {
            return;
        }
        var lock = sending.get(notice.id);
        if (!lock.tryLock()) {
            return;
        }
        try {
            var now = repository.findById(notice.id).orElse(notice);
            var place = now.shownMessage();
            if (place == null || now.shown != now.wanted) {
                return;
            }
            standing.invalidate(notice.id); // first, so that who puts something sees it
            if (still.getAsBoolean()) {
                var as =
                        languages
                                .of(now.chat)
                                .speak(() -> platforms.of(now.chat).edit(place, message.get()));
                if (!as.equals(place)) {
                    shown(notice.id, now.shown, as);
                }
            }
        } catch (ChatException _) {
            // the next progress, or the notice itself, will be seen
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "notice";
    }

    /// Sends or edits one notice.
    @Override
    public void run(String id) {
        var key = Long.parseLong(id.substring(0, id.indexOf(':')));
        var lock = sending.get(key);
        lock.lock();
        try {
            repository
                    .findById(key)
                    .filter(notice -> notice.shown < notice.wanted)
                    .ifPresent(notice -> languages.of(notice.chat).speak(() -> say(key, notice)));
        } catch (UnreachableChatException e) {
            log.info("Notice {} is left until they write: {}", key, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void say(long key, Notice notice) {
        var platform = platforms.of(notice.chat);
        var place = notice.shownMessage();
        if (place == null && notice.opening != null) {
            place = platform.send(notice.chat, read(notice.opening));
            var thatIsAll = notice.opening.equals(notice.message);
            shown(key, thatIsAll ? notice.wanted : 0, place);
            if (thatIsAll) {
                standing.put(key, true);
                return;
            }
        }
        var message = read(notice.message);
        shown(
                key,
                notice.wanted,
                place == null
                        ? platform.send(notice.chat, message)
                        : platform.edit(place, message));
        standing.put(key, true);
    }

    private Message read(String message) {
        return json.readValue(message, Message.class);
    }

    private void shown(long id, int version, MessageId as) {
        durable.commit(() ->
                repository
                        .findById(id)
                        .ifPresent(notice -> {
                            notice.shown = version;
                            notice.shownAs = as.value();
                        }));
    }

    /// Forgets what was said long ago.
    @Transactional
    public void forgetOld(Instant now) {
        repository.deleteByChangedAtBefore(now.minus(KEPT));
    }
}
