package dev.porter.gateway.synology.simulator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// File Station's links. Values that are not quoted as JSON are ignored without a word.
final class Sharing {
    private static final int LONGEST_PASSWORD = 16;

    private final Profile profile;
    private final Predicate<String> isThere;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private int next = 1;
    boolean permitted = true;

    private record Link(
            String id, Account owner, String path, String real, String password, String until) {}

    Sharing(Profile profile, Predicate<String> isThere) {
        this.profile = profile;
        this.isThere = isThere;
    }

    synchronized Map<String, Object> create(
            Request request, Session session, BiFunction<String, Session, String> real) {
        if (!permitted) {
            throw new Refusal(407);
        }
        var password = quoted(request, "password");
        var until = quoted(request, "date_expired");
        if (password.length() > LONGEST_PASSWORD || !isDate(until)) {
            throw new Refusal(400);
        }
        var made = new ArrayList<Map<String, Object>>();
        for (var path : request.list("path", 101)) {
            var there = real.apply(path, session);
            if (!isThere.test(there)) {
                made.add(Map.of("error", 408, "id", "", "path", path, "url", ""));
                continue;
            }
            var id = "Sim%06d".formatted(next++);
            links.put(id, new Link(id, session.account(), path, there, password, until));
            made.add(
                    Map.of(
                            "error",
                            0,
                            "id",
                            id,
                            "path",
                            path,
                            "qrcode",
                            "data:image/png;base64,AA==",
                            "url",
                            url(id)));
        }
        return Map.of("links", made);
    }

    /// DSM takes a string only with quotes around it.
    private static String quoted(Request request, String name) {
        return request.raw(name).startsWith("\"") ? request.text(name) : "";
    }

    private static boolean isDate(String until) {
        try {
            return until.isEmpty() || until.equals("0") || LocalDate.parse(until) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String url(String id) {
        return profile == Profile.GUIDE
                ? "http://nas.example.org:5000/fbsharing/" + id
                : "https://nas.example.org:5001/sharing/" + id;
    }

    synchronized Map<String, Object> list(Request request, Session session) {
        var own =
                links.values().stream().filter(link -> link.owner() == session.account()).toList();
        var limit = request.number("limit", 0);
        var shown =
                own.stream()
                        .skip(request.number("offset", 0))
                        .limit(limit <= 0 ? Long.MAX_VALUE : limit)
                        .map(this::described)
                        .toList();
        return Map.of("links", shown, "offset", 0, "total", own.size());
    }

    private Map<String, Object> described(Link link) {
        var described = new LinkedHashMap<String, Object>();
        described.put("date_available", unset());
        described.put("date_expired", until(link));
        described.put("has_password", !link.password().isEmpty());
        described.put("id", link.id());
        described.put("isFolder", false);
        described.put("link_owner", link.owner().name);
        described.put("name", link.path().substring(link.path().lastIndexOf('/') + 1));
        described.put("path", link.path());
        described.put("status", status(link));
        described.put("url", url(link.id()));
        return described;
    }

    private String unset() {
        return profile == Profile.GUIDE ? "0" : "";
    }

    private String until(Link link) {
        if (link.until().isEmpty() || link.until().equals("0")) {
            return unset();
        }
        return profile == Profile.GUIDE ? link.until() : link.until() + " 23:59:59";
    }

    private String status(Link link) {
        var until = link.until().length() < 10 ? null : LocalDate.parse(link.until());
        if (until != null && until.isBefore(LocalDate.now(ZoneOffset.UTC))) {
            return "expired";
        }
        return isThere.test(link.real()) ? "valid" : "broken";
    }

    synchronized Map<String, Object> delete(Request request, Session session) {
        for (var id : request.texts("id")) {
            var link = links.get(id);
            if (link == null || !Objects.equals(link.owner(), session.account())) {
                throw new Refusal(401, List.of(Map.of("id", id)));
            }
            links.remove(id);
        }
        return Map.of();
    }
}
