package dev.porter.chat;

import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.chat.OtherEnd.SeenButton;
import dev.porter.chat.OtherEnd.SeenFile;
import dev.porter.language.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A chat platform for tests: several people, each with a private chat that shows what a person
/// would see, and faults on demand. Events and messages are counted from 1 in every chat, so that
/// only the chat tells those of two people apart. What breaks the contract of the port is noted in
/// [#violations].
public final class InMemoryChat implements ChatPlatform {
    private static final Pattern VALUE = Pattern.compile("[!-~]{1,64}");
    private static final String SIGN_OF_LIFE = "One moment…";
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_FIELD = 45;
    private static final int MOST_IN_A_ROW = 5;

    private final Object monitor = new Object();
    private final String name;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Sent> sent = new HashMap<>();
    private final Set<ChatId> closed = new HashSet<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile Inbox inbox =
            _ -> {
                throw new IllegalStateException("Nobody listens.");
            };
    private final Map<MessageId, List<Mark>> marks = new HashMap<>();
    private boolean deaf;
    private Features features = new Features(100_000_000, 50_000_000, false, true);
    private long revisions;
    private long files;
    private @Nullable String trouble;
    private boolean refusingDeletes;
    private boolean forgetful;
    private boolean forgetsEarly;
    private long cutAfter = Long.MAX_VALUE;

    private record Sent(Supplier<InputStream> content) {}

    /// What a message looked like from some revision on.
    private record Sight(long revision, Seen seen) {}

    /// Makes one.
    ///
    /// @param name as [ChatPlatform#name]
    public InMemoryChat(String name) {
        this.name = name;
    }

    // What a test sets

    /// Delivers to another inbox from now on; what stands in the chats stays.
    public void deliverTo(Inbox other) {
        inbox = other;
    }

    /// A person with a private chat; the same one for the same name.
    public Member person(String called) {
        synchronized (monitor) {
            return members.computeIfAbsent(called, Member::new);
        }
    }

    /// Everybody.
    public List<Member> everybody() {
        synchronized (monitor) {
            return List.copyOf(members.values());
        }
    }

    /// Makes the platform able to do other things.
    public void can(Features other) {
        synchronized (monitor) {
            features = other;
        }
    }

    /// Says from now on that this is wrong with the platform; null for nothing.
    public void isInTrouble(@Nullable String words) {
        synchronized (monitor) {
            trouble = words;
        }
    }

    /// Deletes nothing any more.
    public void refuseDeletes() {
        synchronized (monitor) {
            refusingDeletes = true;
        }
    }

    /// Forgets all attachments.
    public void forgetFiles() {
        synchronized (monitor) {
            forgetful = true;
        }
    }

    /// Takes every attachment for an old one when it is asked to throw away what is old.
    public void forgetFilesEarly() {
        synchronized (monitor) {
            forgetsEarly = true;
        }
    }

    /// How many attachments it keeps.
    public int filesKept() {
        synchronized (monitor) {
            return sent.size();
        }
    }

    /// Ends every attachment after so many bytes, as a broken connection does.
    public void cutFilesAfter(long bytes) {
        synchronized (monitor) {
            cutAfter = bytes;
        }
    }

    /// Closes a person's chat to Porter.
    public void close(Member person) {
        synchronized (monitor) {
            closed.add(person.chat());
        }
    }

    /// Opens a person's chat to Porter again.
    public void open(Member person) {
        synchronized (monitor) {
            closed.remove(person.chat());
        }
    }

    /// Ends all faults, and makes the platform able to do what it could at first.
    public void recover() {
        synchronized (monitor) {
            members.values().forEach(Member::recover);
            refusingDeletes = false;
            forgetful = false;
            forgetsEarly = false;
            cutAfter = Long.MAX_VALUE;
            features = new Features(100_000_000, 50_000_000, false, true);
            deaf = false;
        }
    }

    /// What Porter sent that the contract of the port does not allow.
    public List<String> violations() {
        return List.copyOf(violations);
    }

    // The port

    @Override
    public String name() {
        return name;
    }

    @Override
    public String displayName() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public boolean hears(ChatId shared) {
        synchronized (monitor) {
            return !deaf;
        }
    }

    /// Hears no chats with others any more.
    public void goDeaf() {
        synchronized (monitor) {
            deaf = true;
        }
    }

    @Override
    public void mark(MessageId message, Mark mark) {
        synchronized (monitor) {
            marks.computeIfAbsent(message, _ -> new ArrayList<>()).add(mark);
        }
    }

    /// The marks that a message had, the latest last.
    public List<Mark> marks(MessageId message) {
        synchronized (monitor) {
            return List.copyOf(marks.getOrDefault(message, List.of()));
        }
    }

    @Override
    public Features features() {
        synchronized (monitor) {
            return features;
        }
    }

    @Override
    public Optional<String> trouble() {
        synchronized (monitor) {
            return Optional.ofNullable(trouble);
        }
    }

    @Override
    public MessageId send(ChatId chat, Message message) {
        check(message);
        synchronized (monitor) {
            if (isSignOfLife(message)) {
                return signOfLife(chat, message);
            }
            var member = reached(chat);
            return member.told(member.id(member.add(new Entry(true, message, null))));
        }
    }

    private static boolean isSignOfLife(Message message) {
        return Arrays.stream(Language.values())
                .anyMatch(language -> message.text().equals(language.of(SIGN_OF_LIFE)));
    }

    /// It comes only where the machine is slow: no test means it when it has a send fail.
    private MessageId signOfLife(ChatId chat, Message message) {
        var member = members.get(chat.value());
        if (member == null || closed.contains(chat) || member.failingSends > 0) {
            throw wanted();
        }
        return member.id(member.add(new Entry(true, message, null)));
    }

    @Override
    public MessageId edit(MessageId id, Message message) {
        check(message);
        synchronized (monitor) {
            var member = reached(id.chat());
            var entry = member.entries.get(id.value());
            if (entry == null || !entry.fromPorter) {
                return member.told(member.id(member.add(new Entry(true, message, null))));
            }
            if (!message.equals(entry.message)) {
                entry.message = message;
                member.changed(id.value(), entry);
            }
            return member.told(id);
        }
    }

    /// It is no news: [Member#seesSince] does not tell of it.
    @Override
    public void withdrawButtons(MessageId id) {
        synchronized (monitor) {
            var member = members.get(id.chat().value());
            var entry = member == null ? null : member.entries.get(id.value());
            if (entry != null && entry.fromPorter) {
                var said = entry.message;
                entry.message =
                        new Message(said.title(), said.text(), List.of(), null, said.care());
            }
        }
    }

    @Override
    public boolean delete(MessageId id) {
        synchronized (monitor) {
            var member = members.get(id.chat().value());
            var entry = member == null ? null : member.entries.get(id.value());
            if (member == null || entry == null) {
                return member != null;
            }
            if (refusingDeletes || (!entry.fromPorter && !features.deletesIncoming())) {
                return false;
            }
            member.entries.remove(id.value());
            return true;
        }
    }

    @Override
    public MessageId send(ChatId chat, OutgoingFile file) {
        synchronized (monitor) {
            reached(chat);
            if (file.size() > features.largestOut()) {
                violations.add("A file of " + file.size() + " bytes is too large to be sent.");
                throw new TooLargeException("Too large.");
            }
        }
        var bytes = new ByteArrayOutputStream();
        try (var in = file.content().open()) {
            in.transferTo(bytes);
        } catch (IOException e) {
            throw new ChatException("The file could not be read.", e);
        }
        if (bytes.size() != file.size()) {
            throw new ChatException("The file does not have the promised size.");
        }
        synchronized (monitor) {
            var member = reached(chat);
            if (member.refusesFile) {
                member.refusesFile = false;
                throw new TooLargeException("Too large after all.");
            }
            if (member.failingFile) {
                member.failingFile = false;
                throw wanted();
            }
            var received = new Parcel(file.name(), file.mediaType(), bytes.toByteArray());
            var message = Message.of(file.caption()).with(file.care());
            var id = member.id(member.add(new Entry(true, message, received)));
            if (member.uncertainFile) {
                member.uncertainFile = false;
                throw uncertain();
            }
            return member.told(id);
        }
    }

    @Override
    public InputStream open(Attachment attachment) {
        Sent found;
        long end;
        synchronized (monitor) {
            found = sent.get(attachment.reference());
            end = cutAfter;
            if (found == null || forgetful) {
                throw new AttachmentGoneException("There is no such file.");
            }
        }
        return new Cut(found.content().get(), end); // it may take long
    }

    @Override
    public void forgetOld(Instant now, Predicate<String> needed) {
        Set<String> old;
        synchronized (monitor) {
            old = forgetsEarly ? Set.copyOf(sent.keySet()) : Set.of();
        }
        for (var reference : old) {
            if (!needed.test(reference)) {
                synchronized (monitor) {
                    sent.remove(reference);
                }
            }
        }
    }

    @Override
    public Optional<String> startLink(String code) {
        return Optional.of("https://%s.example/porter?start=%s".formatted(name, code));
    }

    private static ChatException wanted() {
        return new ChatException("The test wants this to fail.");
    }

    private static UncertainChatException uncertain() {
        return new UncertainChatException("The test wants this to be uncertain.");
    }

    private Member reached(ChatId chat) {
        var member = members.get(chat.value());
        if (!chat.platform().equals(name) || member == null || closed.contains(chat)) {
            throw new UnreachableChatException("There is no such chat.");
        }
        if (member.failingSends > 0) {
            member.failingSends--;
            throw wanted();
        }
        return member;
    }

    private void check(Message message) {
        if (message.form() != null && message.form().label().length() > LONGEST_FIELD) {
            violations.add("The label of a form is too long: " + message.form().label());
        }
        for (var row : message.rows()) {
            if (row.size() > MOST_IN_A_ROW) {
                violations.add("There are too many buttons in a row: " + row);
            }
            for (var button : row) {
                var label = button.label();
                if (label.isBlank() || label.codePointCount(0, label.length()) > LONGEST_LABEL) {
                    violations.add("A label is empty or too long: " + label);
                }
                if (button instanceof Button.Choice(_, var value)
                        && !VALUE.matcher(value).matches()) {
                    violations.add("The value of a button is not visible ASCII: " + value);
                }
            }
        }
    }

    private static final class Entry {
        private final boolean fromPorter;
        private Message message;
        private final @Nullable Parcel file;
        private long revision;

        Entry(boolean fromPorter, Message message, @Nullable Parcel file) {
            this.fromPorter = fromPorter;
            this.message = message;
            this.file = file;
        }
    }

    /// Somebody in their private chat with Porter. Each act is over when Porter has dealt with it.
    public final class Member implements OtherEnd {
        private final String called;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final List<Sight> history = new ArrayList<>();
        private long events;
        private long messages;
        private @Nullable Incoming last;
        private @Nullable ChatId among;
        private @Nullable Language language;
        private int failingSends;
        private int lostAnswers;
        private boolean failingFile;
        private boolean refusesFile;
        private boolean uncertainFile;

        Member(String called) {
            this.called = called;
        }

        /// Fails as many sends, edits and files to them as this, from now on.
        public void failSends(int count) {
            synchronized (monitor) {
                failingSends = count;
            }
        }

        /// Loses the answers to as many sends, edits and files to them as this, from now on: they
        /// are done, and Porter is not told.
        public void loseAnswers(int count) {
            synchronized (monitor) {
                lostAnswers = count;
            }
        }

        /// Fails the next file to them, once all of it was read.
        public void failFile() {
            synchronized (monitor) {
                failingFile = true;
            }
        }

        /// Takes the next file to them for too large.
        public void refuseFile() {
            synchronized (monitor) {
                refusesFile = true;
            }
        }

        /// Loses the answer to the next file to them: it is there, and Porter is not told.
        public void loseAnswerToFile() {
            synchronized (monitor) {
                uncertainFile = true;
            }
        }

        private void recover() {
            failingSends = 0;
            lostAnswers = 0;
            failingFile = false;
            refusesFile = false;
            uncertainFile = false;
        }

        private MessageId told(MessageId id) {
            if (lostAnswers > 0) {
                lostAnswers--;
                throw uncertain();
            }
            return id;
        }

        /// As Porter knows them.
        public Person person() {
            return new Person(new PersonId(name, called), chat(), called, language);
        }

        @Override
        public ChatId chat() {
            return new ChatId(name, called);
        }

        private String add(Entry entry) {
            var id = Long.toString(++messages);
            entries.put(id, entry);
            changed(id, entry);
            return id;
        }

        private void changed(String id, Entry entry) {
            entry.revision = ++revisions;
            history.add(new Sight(entry.revision, seen(id, entry)));
        }

        private MessageId id(String value) {
            return new MessageId(chat(), value);
        }

        private Origin origin(@Nullable String message) {
            return new Origin(
                    Long.toString(++events),
                    person(),
                    chat(),
                    message == null ? null : id(message),
                    among);
        }

        /// The platform says from now on that they read this language; null for nothing.
        public void reads(@Nullable Language other) {
            synchronized (monitor) {
                language = other;
            }
        }

        /// From now on they act in a chat with others, where Porter answers them in private; null
        /// for their own.
        public void goesTo(@Nullable ChatId shared) {
            synchronized (monitor) {
                among = shared;
            }
        }

        /// Posts files where others are, to nobody in particular.
        ///
        /// @return the message they are in
        public MessageId posts(List<Parcel> parcels) {
            MessageId message;
            Incoming incoming;
            synchronized (monitor) {
                messages++;
                message = new MessageId(Objects.requireNonNull(among), "post" + messages);
                var origin = new Origin(Long.toString(++events), person(), chat(), message, among);
                incoming =
                        new Incoming.Attachments(
                                origin,
                                parcels.stream()
                                        .map(parcel ->
                                                handed(
                                                        parcel.name(),
                                                        parcel.mediaType(),
                                                        parcel.bytes().length,
                                                        parcels.size() == 1 ? null : "post",
                                                        () ->
                                                                new ByteArrayInputStream(
                                                                        parcel.bytes())))
                                        .toList());
            }
            happens(incoming);
            return message;
        }

        private void happens(Incoming incoming) {
            last = incoming;
            deliver(incoming);
        }

        /// Delivers, and once more when the inbox throws.
        private void deliver(Incoming incoming) {
            try {
                inbox.receive(incoming);
            } catch (RuntimeException _) {
                inbox.receive(incoming);
            }
        }

        @Override
        public void says(String text) {
            Incoming incoming;
            synchronized (monitor) {
                var origin = origin(add(new Entry(false, Message.of(text), null)));
                incoming = heard(origin, text);
            }
            happens(incoming);
        }

        private static Incoming heard(Origin origin, String text) {
            if (!text.startsWith("/")) {
                return new Incoming.Text(origin, text);
            }
            var words = text.substring(1).split("\\s+", 2);
            return new Incoming.Command(
                    origin,
                    words[0].toLowerCase(Locale.ROOT),
                    words.length == 1 ? "" : words[1].strip(),
                    text);
        }

        @Override
        public void presses(Seen message, String value) {
            Incoming incoming;
            synchronized (monitor) {
                incoming = new Incoming.Press(origin(message.id()), value);
            }
            happens(incoming);
        }

        /// Presses a button that stands under no message, as only a made-up client can.
        public void forges(String value) {
            Incoming incoming;
            synchronized (monitor) {
                incoming = new Incoming.Press(origin(null), value);
            }
            happens(incoming);
        }

        @Override
        public void fillsIn(String value) {
            Incoming incoming;
            synchronized (monitor) {
                var form =
                        entries.entrySet().stream()
                                .filter(entry -> entry.getValue().message.form() != null)
                                .reduce((_, later) -> later)
                                .orElseThrow(() -> new AssertionError("No form is shown."));
                incoming = new Incoming.Submission(origin(null), id(form.getKey()), value);
            }
            happens(incoming);
        }

        @Override
        public void sends(List<Parcel> parcels) {
            hands(handed(parcels));
        }

        private List<Attachment> handed(List<Parcel> parcels) {
            var bunch = parcels.size() == 1 ? null : "bunch";
            return parcels.stream()
                    .map(parcel ->
                            handed(
                                    parcel.name(),
                                    parcel.mediaType(),
                                    parcel.bytes().length,
                                    bunch,
                                    () -> new ByteArrayInputStream(parcel.bytes())))
                    .toList();
        }

        /// Sends pictures of which the platform makes other ones.
        public void sendsRecompressed(List<Parcel> parcels) {
            hands(handed(parcels).stream().map(Member::recompressed).toList());
        }

        /// Sends one file that is made while it is read.
        ///
        /// @param claimed the size that the platform claims
        public void sends(
                String file, String mediaType, long claimed, Supplier<InputStream> content) {
            hands(List.of(handed(file, mediaType, claimed, null, content)));
        }

        private Attachment handed(
                String file,
                String mediaType,
                long claimed,
                @Nullable String bunch,
                Supplier<InputStream> content) {
            synchronized (monitor) {
                var reference = Long.toString(++files);
                sent.put(reference, new Sent(content));
                return new Attachment(
                        name,
                        called + ":" + reference,
                        reference,
                        file,
                        mediaType,
                        claimed,
                        false,
                        bunch == null ? null : bunch + events);
            }
        }

        private static Attachment recompressed(Attachment original) {
            return new Attachment(
                    original.platform(),
                    original.key(),
                    original.reference(),
                    original.name(),
                    original.mediaType(),
                    original.size(),
                    true,
                    original.bunch());
        }

        private void hands(List<Attachment> attachments) {
            Incoming incoming;
            synchronized (monitor) {
                var origin = origin(add(new Entry(false, Message.of(""), null)));
                incoming = new Incoming.Attachments(origin, attachments);
            }
            happens(incoming);
        }

        @Override
        public void repeats() {
            deliver(Objects.requireNonNull(last));
        }

        @Override
        public List<Seen> sees() {
            return seesSince(0);
        }

        /// How far the chats are: what comes or changes later is [#seesSince] this.
        public long revision() {
            synchronized (monitor) {
                return revisions;
            }
        }

        /// What came or changed after a revision and stands in the chat now.
        public List<Seen> seesSince(long revision) {
            synchronized (monitor) {
                return entries.entrySet().stream()
                        .filter(entry -> entry.getValue().revision > revision)
                        .map(entry -> seen(entry.getKey(), entry.getValue()))
                        .toList();
            }
        }

        /// All that came or changed after a revision, each time as it was then, also where it has
        /// changed again or is gone.
        public List<Seen> sawSince(long revision) {
            synchronized (monitor) {
                return history.stream()
                        .filter(sight -> sight.revision() > revision)
                        .map(Sight::seen)
                        .toList();
            }
        }

        private Seen seen(String id, Entry entry) {
            var buttons = new ArrayList<SeenButton>();
            for (var row : entry.message.rows()) {
                for (var button : row) {
                    buttons.add(
                            switch (button) {
                                case Button.Choice(var label, var value) ->
                                        new SeenButton(label, Optional.of(value), Optional.empty());
                                case Button.Link(var label, var url) ->
                                        new SeenButton(label, Optional.empty(), Optional.of(url));
                                case Button.Copy(var label, var text) ->
                                        new SeenButton(label, Optional.empty(), Optional.of(text));
                            });
                }
            }
            var title = entry.message.title();
            var text = entry.message.text();
            return new Seen(
                    id,
                    entry.fromPorter,
                    title.isEmpty() || text.isEmpty() ? title + text : title + "\n" + text,
                    buttons,
                    entry.message.form() != null,
                    Optional.ofNullable(entry.file).map(file -> new SeenFile(id, file.name())));
        }

        /// How a message is kept.
        public Message.Care care(Seen message) {
            synchronized (monitor) {
                return Objects.requireNonNull(entries.get(message.id())).message.care();
            }
        }

        @Override
        public InputStream fetches(SeenFile file) {
            synchronized (monitor) {
                var received = Objects.requireNonNull(entries.get(file.id())).file;
                return new ByteArrayInputStream(Objects.requireNonNull(received).bytes());
            }
        }
    }

    /// Ends too early.
    private static final class Cut extends InputStream {
        private final InputStream source;
        private long left;

        Cut(InputStream source, long after) {
            this.source = source;
            this.left = after;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            var read = source.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
