package dev.porter.gateway.synology;

import dev.porter.nas.FileRequests;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.ShareLink;
import dev.porter.nas.ShareLink.Use;
import dev.porter.nas.ShareLinks;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// File Station's links, made by the service account: so it sees those of all homes and of nobody
/// else.
final class SynologyLinks implements ShareLinks {
    private static final Logger LOG = LoggerFactory.getLogger(SynologyLinks.class);
    private static final int PAGE = 250;
    private static final int MOST_PAGES = 200;
    private static final int MOST_TRIES = 3;
    private static final int NO_SUCH_LINK = 401;
    private static final int DATE_LENGTH = "2026-11-23".length();

    private final DsmClient client;
    private final FileLookup lookup;

    /// Whether DSM has said that it offers file requests. An administrator may switch them on while
    /// Porter runs.
    private volatile boolean requestsSeen;

    SynologyLinks(DsmClient client, FileLookup lookup) {
        this.client = client;
        this.lookup = lookup;
    }

    @Override
    public ShareLink create(NasPath file, LocalDate lastDay, Secret password) {
        var _ = lookup.requireFile(file);
        return make(order(file, lastDay, password), _ -> {}, Use.FETCH, file, lastDay);
    }

    @Override
    public Optional<FileRequests> requests() {
        return takesRequests() ? Optional.of(this::request) : Optional.empty();
    }

    private ShareLink request(NasPath folder, LocalDate lastDay, Secret password) {
        if (!lookup.isFolder(folder)) {
            throw new NasException(Kind.NOT_FOUND, "There is no folder " + folder + ".");
        }
        var order = order(folder, lastDay, password).with("file_request", true);
        return make(order, id -> describe(id, folder), Use.PUT, folder, lastDay);
    }

    private boolean takesRequests() {
        if (!requestsSeen) {
            try {
                var info = client.call(DsmCall.ask(DsmApi.FILES_INFO, "get"));
                requestsSeen = DsmAnswers.yes(info.path("support_file_request"));
            } catch (DsmRefusal refusal) {
                return false;
            } catch (NasException e) {
                // Whoever asks for one is told that the NAS does not answer.
                return e.kind() != Kind.BROKEN;
            }
        }
        return requestsSeen;
    }

    private DsmCall order(NasPath path, LocalDate lastDay, Secret password) {
        return DsmCall.order(DsmApi.FILES_SHARING, "create")
                .with("path", List.of(lookup.place(path)))
                .with("password", password.reveal())
                .with("date_expired", lastDay.toString());
    }

    private ShareLink make(
            DsmCall order, Consumer<String> complete, Use use, NasPath path, LocalDate lastDay) {
        var id = make(order, path);
        try {
            complete.accept(id);
            return readBack(id, use, path, lastDay);
        } catch (RuntimeException e) {
            // Whatever it is, it is not what was asked for.
            takeBack(id, path, e);
            throw e;
        }
    }

    /// @param reason is told also when that does not work
    private void takeBack(String id, NasPath path, RuntimeException reason) {
        for (int tries = 1; ; tries++) {
            try {
                delete(id);
                return;
            } catch (NasException e) {
                if (tries == MOST_TRIES) {
                    LOG.error("A link to {} stays open in DSM: {}", path, e.getMessage());
                    reason.addSuppressed(e);
                    return;
                }
                var _ = client.rest(tries);
            }
        }
    }

    private String make(DsmCall order, NasPath path) {
        var answer = DsmRefusal.told(path, () -> client.call(order));
        var made = DsmAnswers.elements(answer.path("links"));
        var error = made.isEmpty() ? 0 : (int) DsmAnswers.number(made.getFirst().path("error"), 0);
        if (error != 0) {
            throw new DsmRefusal(order, error, 0).about(path);
        }
        var id = made.isEmpty() ? "" : DsmAnswers.text(made.getFirst().path("id"));
        if (!ShareLink.isId(id)) {
            throw new NasException(Kind.BROKEN, "DSM made no link to " + path + ".");
        }
        return id;
    }

    /// Says who asks, and for what: DSM takes that only from a link that is there already, as its
    /// own page does it.
    private void describe(String id, NasPath folder) {
        var edit =
                DsmCall.order(DsmApi.FILES_SHARING, "edit")
                        .with("id", List.of(id))
                        .with("file_request", true)
                        .with("request_name", folder.home().value())
                        .with("request_info", folder.name());
        var _ = DsmRefusal.told(folder, () -> client.call(edit));
    }

    /// DSM ignores what it does not like and says that all went well.
    private ShareLink readBack(String id, Use use, NasPath path, LocalDate lastDay) {
        var owner = path.home();
        return described(owner).stream()
                .filter(link ->
                        use == Use.FETCH
                                || DsmAnswers.text(link.path("request_name")).equals(owner.value()))
                .flatMap(link -> of(link, owner).stream())
                .filter(link -> link.id().equals(id))
                .filter(link -> link.use() == use && link.path().equals(path))
                .filter(link -> link.hasPassword() && link.lastDay().equals(Optional.of(lastDay)))
                .findFirst()
                .orElseThrow(() ->
                        new NasException(
                                Kind.BROKEN,
                                "DSM made a link to " + path + " that is not as asked for."));
    }

    @Override
    public List<ShareLink> list(UserName owner) {
        return described(owner).stream().flatMap(link -> of(link, owner).stream()).toList();
    }

    /// What DSM says of every link that the service account has made.
    private List<JsonNode> described(UserName owner) {
        var links = new ArrayList<JsonNode>();
        for (int page = 0; page < MOST_PAGES; page++) {
            var call =
                    DsmCall.ask(DsmApi.FILES_SHARING, "list")
                            .with("offset", page * PAGE)
                            .with("limit", PAGE);
            var found = page(call, owner);
            links.addAll(found);
            if (found.size() < PAGE) {
                break;
            }
        }
        return links;
    }

    private List<JsonNode> page(DsmCall call, UserName owner) {
        var answer = DsmRefusal.told(owner, () -> client.call(call));
        return DsmAnswers.elements(answer.path("links"));
    }

    /// Reads a link; empty when it does not lead into the owner's home.
    private Optional<ShareLink> of(JsonNode link, UserName owner) {
        var id = DsmAnswers.text(link.path("id"));
        var address = address(DsmAnswers.text(link.path("url")));
        var path = lookup.path(DsmAnswers.text(link.path("path")));
        return ShareLink.isId(id)
                        && address.isPresent()
                        && path.isPresent()
                        && path.get().home().equals(owner)
                ? Optional.of(
                        new ShareLink(
                                id,
                                DsmAnswers.yes(link.path("enable_upload")) ? Use.PUT : Use.FETCH,
                                path.get(),
                                address.get(),
                                lastDay(DsmAnswers.text(link.path("date_expired"))),
                                DsmAnswers.yes(link.path("has_password")),
                                DsmAnswers.text(link.path("status")).equals("valid")))
                : Optional.empty();
    }

    private static Optional<URI> address(String url) {
        try {
            return Optional.of(URI.create(url))
                    .filter(uri -> uri.getHost() != null)
                    .filter(uri -> Set.of("http", "https").contains(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Reads `2026-11-23`, with or without a time; empty for the ways in which DSM says never.
    static Optional<LocalDate> lastDay(String said) {
        try {
            return said.length() < DATE_LENGTH
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(said.substring(0, DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean revoke(UserName owner, String id) {
        if (list(owner).stream().noneMatch(link -> link.id().equals(id))) {
            return false;
        }
        delete(id);
        if (list(owner).stream().anyMatch(link -> link.id().equals(id))) {
            throw new NasException(Kind.BROKEN, "DSM did not end a link of " + owner + ".");
        }
        return true;
    }

    private void delete(String id) {
        try {
            var _ =
                    client.call(
                            DsmCall.order(DsmApi.FILES_SHARING, "delete").with("id", List.of(id)));
        } catch (DsmRefusal refusal) {
            if (refusal.code() != NO_SUCH_LINK) {
                throw refusal.plain();
            }
        }
    }
}
