package dev.porter.account;

import dev.porter.account.AccessRequest.State;
import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.PersonId;
import dev.porter.conversation.People;
import dev.porter.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Requests for access, and who decided them. The first decision wins.
@Repository
@Transactional
public class AccessRequests {
    /// How long somebody who was declined waits before asking again.
    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private static final List<State> OPEN = List.of(State.WAITING, State.APPROVED);

    private final AccessRequestRepository requests;
    private final Administrators administrators;
    private final Activities activities;
    private final People people;
    private final Notices notices;
    private final ChatPlatforms platforms;
    private final Clock clock;

    AccessRequests(
            AccessRequestRepository requests,
            Administrators administrators,
            Activities activities,
            People people,
            Notices notices,
            ChatPlatforms platforms,
            Clock clock) {
        this.requests = requests;
        this.administrators = administrators;
        this.activities = activities;
        this.people = people;
        this.notices = notices;
        this.platforms = platforms;
        this.clock = clock;
    }

    /// The latest request of a person.
    public Optional<AccessRequest> of(PersonId person) {
        return requests.findFirstByPersonOrderByIdDesc(person);
    }

    /// Whether a person may sign up now.
    boolean maySignUp(PersonId person) {
        return of(person).filter(latest -> latest.state == State.APPROVED).isPresent();
    }

    /// Whether a person was declined so lately that asking again is no use.
    boolean declinedLately(PersonId person) {
        return of(person)
                .filter(latest -> latest.state == State.DECLINED)
                .filter(latest -> latest.decidedAt().plus(AGAIN_AFTER).isAfter(clock.instant()))
                .isPresent();
    }

    /// Asks for access. Asking again while one is open changes nothing.
    AccessRequest ask(Person person, String says) {
        var open = of(person.id()).filter(latest -> latest.state == State.WAITING);
        if (open.isPresent()) {
            return open.get();
        }
        var request =
                requests.save(
                        new AccessRequest(
                                person.id(),
                                person.displayName(),
                                says,
                                State.WAITING,
                                clock.instant()));
        administrators.tell(key(request), question(request));
        return request;
    }

    /// Lets the holder of an invite sign up without being asked about.
    public void admit(Person person, long inviteId, long inviter) {
        var request =
                new AccessRequest(
                        person.id(),
                        person.displayName(),
                        "has an invite",
                        State.APPROVED,
                        clock.instant());
        request.inviteId = inviteId;
        request.decidedBy = inviter;
        end(person.id(), List.of(State.WAITING));
        requests.save(request);
    }

    /// The requests that wait, oldest first.
    public List<Waiting> waiting() {
        return requests.findByStateOrderById(State.WAITING).stream()
                .map(request -> new Waiting(key(request), request.createdAt, question(request)))
                .toList();
    }

    private Message question(AccessRequest request) {
        return Message.titled(
                        "Somebody asks for an account",
                        "%s on %s says: “%s”"
                                .formatted(
                                        request.displayName,
                                        platforms.called(request.person.platform()),
                                        request.says))
                .row(
                        Button.of("access:approve:" + request.id(), "✅ Approve"),
                        Button.of("access:decline:" + request.id(), "Decline"));
    }

    /// Decides a request. Everybody who was asked sees the decision, and the person is told.
    ///
    /// @return where it stands now and who decided it; empty when there is no such request
    Optional<Decision> decide(long id, Account administrator, boolean approve) {
        var request = requests.findById(id).orElse(null);
        if (request == null) {
            return Optional.empty();
        }
        if (request.state != State.WAITING) {
            return Optional.of(decision(request, false));
        }
        request.state = approve ? State.APPROVED : State.DECLINED;
        request.decidedBy = administrator.id();
        request.decidedAt = clock.instant();
        var decision = decision(request, true);
        administrators.tellAgain(key(request), decision.message());
        activities.report(
                administrator.id(),
                "%s %s, who asked for an account on %s."
                        .formatted(
                                approve ? "Approved" : "Declined",
                                request.displayName,
                                decision.platform()));
        people.find(request.person).ifPresent(person -> tell(person, request));
        return Optional.of(decision);
    }

    /// It comes unasked, so it opens no question: another one, for a password even, may be open.
    private void tell(Person person, AccessRequest request) {
        notices.put(
                "access-decided:" + request.id(),
                person.home(),
                request.state == State.APPROVED
                        ? Message.of(
                                "Good news: you may have an account!",
                                Button.of("door:sign-up", "Choose my user name"))
                        : Message.of(
                                "I asked, and the answer is no for now. If you think that this is a"
                                        + " mistake, please talk to the person who runs this NAS."));
    }

    private Decision decision(AccessRequest request, boolean now) {
        var platform = platforms.called(request.person.platform());
        return new Decision(request, now, platform, decider(request));
    }

    private String decider(AccessRequest request) {
        return request.decidedBy == null
                ? "somebody"
                : administrators.nameOf(request.decidedBy).orElse("somebody");
    }

    /// The person is in with an account: nothing that they asked for waits any more, or is good for
    /// another one.
    void close(PersonId person) {
        end(person, OPEN);
    }

    private void end(PersonId person, List<State> states) {
        for (var request : requests.findByPersonAndStateIn(person, states)) {
            var waited = request.state == State.WAITING;
            request.state = State.USED;
            if (waited) {
                administrators.tellAgain(key(request), decision(request, true).message());
            }
        }
    }

    /// What became of a request.
    ///
    /// @param now whether it was decided just now
    /// @param platform where it was made, as people call it
    /// @param by who decided it
    record Decision(AccessRequest request, boolean now, String platform, String by) {
        /// How it is shown to an administrator: also to one who came too late.
        Message message() {
            if (request.decidedBy == null) {
                return Message.titled(
                        "Nothing to decide any more",
                        "%s on %s (“%s”) has come in another way."
                                .formatted(request.displayName, platform, request.says));
            }
            var decided =
                    Message.titled(
                            request.state == State.DECLINED ? "Declined" : "Approved",
                            "%s on %s (“%s”): decided by %s."
                                    .formatted(request.displayName, platform, request.says, by));
            return now ? decided : decided.after("That was decided already.");
        }
    }

    private static String key(AccessRequest request) {
        return "access:" + request.id();
    }
}
