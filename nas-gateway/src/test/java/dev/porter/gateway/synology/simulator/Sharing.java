package dev.porter.gateway.synology.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/// File Station's links. Values that are not quoted as JSON are ignored without a word.
final class Sharing {
    private static final int LONGEST_PASSWORD = 16;

    private final Profile profile;
    private final Disk disk;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private int next = 1;
    boolean permitted = true;

    /// @param request whether files are put into it
    /// @param asker who asks for them, as the one who opens it sees
    private record Link(
            String id,
            Account owner,
            String path,
            String real,
            String password,
            String until,
            boolean request,
            String asker,
            String about) {
        Link described(String asker, String about) {
            return new Link(id, owner, path, real, password, until, request, asker, about);
        }
    }

    Sharing(Profile profile, Disk disk) {
        this.profile = profile;
        this.disk = disk;
    }

    synchronized Map<String, Object> create(
            Request request, Session session, BiFunction<String, Session, String> real) {
        if (!permitted) {
            throw new Refusal(407);
        }
        var password = quoted(request, "password");
        var until = quoted(request, "date_expired");
        var asks = request.yes("file_request", false, 400) && profile.takesFileRequests();
        if (password.length() > LONGEST_PASSWORD || !isDate(until)) {
            throw new Refusal(400);
        }
        var made = new ArrayList<Map<String, Object>>();
        for (var path : request.list("path", 101)) {
            var there = real.apply(path, session);
            var node = disk.find(there);
            if (node.isEmpty() || (asks && !node.get().folder())) {
                made.add(Map.of("error", 408, "id", "", "path", path, "url", ""));
                continue;
            }
            var id = "Sim%06d".formatted(next++);
            links.put(
                    id,
                    new Link(
                            id,
                            session.account(),
                            path,
                            there,
                            password,
                            until,
                            asks,
                            asks ? session.account().name : "",
                            ""));
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

    /// Who asks for files, and for what, is taken only here, as DSM's own page says it.
    synchronized Map<String, Object> edit(Request request, Session session) {
        for (var id : request.list("id", 101)) {
            var link = own(id, session);
            if (link.request() && request.yes("file_request", false, 400)) {
                var asker = quoted(request, "request_name");
                links.put(
                        id,
                        link.described(
                                asker.isEmpty() ? link.asker() : asker,
                                quoted(request, "request_info")));
            }
        }
        return Map.of();
    }

    /// Has somebody with the link and its password put a file through it.
    synchronized void put(String id, String password, String sender, String name, byte[] content)
            throws IOException {
        var link = links.get(id);
        if (link == null
                || !link.request()
                || !status(link).equals("valid")
                || !link.password().equals(password)) {
            throw new Refusal(407);
        }
        var folder = disk.makeFolders("%s/%s (%s)".formatted(link.real(), sender, link.asker()));
        var arrived = disk.incoming();
        Files.write(arrived, content);
        disk.put(folder, name, arrived);
    }

    private Link own(String id, Session session) {
        var link = links.get(id);
        if (link == null || !Objects.equals(link.owner(), session.account())) {
            throw new Refusal(401, List.of(Map.of("id", id)));
        }
        return link;
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
        described.put("isFolder", disk.find(link.real()).filter(Disk.Node::folder).isPresent());
        described.put("link_owner", link.owner().name);
        described.put("name", link.path().substring(link.path().lastIndexOf('/') + 1));
        described.put("path", link.path());
        described.put("status", status(link));
        described.put("url", url(link.id()));
        if (profile.takesFileRequests()) {
            described.put("enable_upload", link.request());
            described.put("expire_times", 0);
            described.put("protect_type", link.password().isEmpty() ? "none" : "password");
            described.put("request_info", link.about());
            described.put("request_name", link.asker());
        }
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
        return disk.find(link.real()).isPresent() ? "valid" : "broken";
    }

    synchronized Map<String, Object> delete(Request request, Session session) {
        for (var id : request.texts("id")) {
            links.remove(own(id, session).id());
        }
        return Map.of();
    }
}
