package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.ShareLink;
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
import tools.jackson.databind.JsonNode;

/// File Station's links, made by the service account: so it sees those of all homes and of nobody
/// else.
final class SynologyLinks implements ShareLinks {
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 100;
    private static final int NO_SUCH_LINK = 401;
    private static final int DATE_LENGTH = "2026-11-23".length();

    private final DsmClient client;
    private final FileLookup lookup;

    SynologyLinks(DsmClient client, FileLookup lookup) {
        this.client = client;
        this.lookup = lookup;
    }

    @Override
    public ShareLink create(NasPath file, LocalDate lastDay, Secret password) {
        var _ = lookup.requireFile(file);
        var id = make(file, lastDay, password);
        try {
            return readBack(id, file, lastDay);
        } catch (RuntimeException e) {
            // Whatever it is, it is not what was asked for.
            delete(id);
            throw e;
        }
    }

    private String make(NasPath file, LocalDate lastDay, Secret password) {
        var order =
                DsmCall.order(DsmApi.FILES_SHARING, "create")
                        .with("path", List.of(lookup.place(file)))
                        .with("password", password.reveal())
                        .with("date_expired", lastDay.toString());
        try {
            var made = DsmAnswers.elements(client.call(order).path("links"));
            var error =
                    made.isEmpty() ? 0 : (int) DsmAnswers.number(made.getFirst().path("error"), 0);
            if (error != 0) {
                throw new DsmRefusal(order, error, 0).about(file);
            }
            var id = made.isEmpty() ? "" : DsmAnswers.text(made.getFirst().path("id"));
            if (!ShareLink.isId(id)) {
                throw new NasException(Kind.BROKEN, "DSM made no link to " + file + ".");
            }
            return id;
        } catch (DsmRefusal refusal) {
            throw refusal.about(file);
        }
    }

    /// DSM ignores what it does not like and says that all went well.
    private ShareLink readBack(String id, NasPath file, LocalDate lastDay) {
        return list(file.home()).stream()
                .filter(link -> link.id().equals(id))
                .filter(link -> link.file().equals(file) && link.hasPassword())
                .filter(link -> link.lastDay().equals(Optional.of(lastDay)))
                .findFirst()
                .orElseThrow(() ->
                        new NasException(
                                Kind.BROKEN,
                                "DSM made a link to " + file + " that is not as asked for."));
    }

    @Override
    public List<ShareLink> list(UserName owner) {
        var links = new ArrayList<ShareLink>();
        for (int page = 0; page < MOST_PAGES; page++) {
            var call =
                    DsmCall.ask(DsmApi.FILES_SHARING, "list")
                            .with("offset", page * PAGE)
                            .with("limit", PAGE);
            var found = page(call, owner);
            found.forEach(link -> of(link, owner).ifPresent(links::add));
            if (found.size() < PAGE) {
                break;
            }
        }
        return List.copyOf(links);
    }

    private List<JsonNode> page(DsmCall call, UserName owner) {
        try {
            return DsmAnswers.elements(client.call(call).path("links"));
        } catch (DsmRefusal refusal) {
            throw refusal.about(owner);
        }
    }

    /// Reads a link; empty when it is not to a file of the owner.
    private Optional<ShareLink> of(JsonNode link, UserName owner) {
        var id = DsmAnswers.text(link.path("id"));
        var address = address(DsmAnswers.text(link.path("url")));
        var file = lookup.path(DsmAnswers.text(link.path("path")));
        return ShareLink.isId(id)
                        && address.isPresent()
                        && file.isPresent()
                        && file.get().home().equals(owner)
                ? Optional.of(
                        new ShareLink(
                                id,
                                file.get(),
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
                throw refusal.about("a link");
            }
        }
    }
}
