package dev.porter.gateway.synology.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What administrators do: users, groups, quotas, the home service; and what anybody may know of
/// the system.
final class Core {
    private static final Set<String> FOR_ANYBODY =
            Set.of("DSM.Info.getinfo", "Core.User.PasswordPolicy.get");
    private static final Set<String> WRITING = Set.of("create", "set", "delete", "add", "join");

    final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    final Set<String> groups = new java.util.TreeSet<>(Set.of("administrators", "users", "family"));
    final List<Map<?, ?>> rules = new CopyOnWriteArrayList<>();
    volatile boolean homeService = true;
    volatile int leastPasswordLength = 8;
    volatile int attempts = 10;
    volatile int withinMinutes = 5;

    private final Profile profile;
    private int nextUid = 1024;

    Core(Profile profile) {
        this.profile = profile;
    }

    synchronized Account add(String name, String password) {
        var account = new Account(nextUid++, name, password);
        accounts.put(name, account);
        return account;
    }

    synchronized Object answer(String api, Request request, Session session) {
        var call = api.substring("SYNO.".length()) + "." + request.text("method");
        if (!FOR_ANYBODY.contains(call)) {
            checkAdministrator(request, session);
        }
        return switch (call) {
            case "DSM.Info.getinfo" -> system();
            case "Storage.CGI.Storage.load_info" -> storage();
            case "Core.Security.AutoBlock.get" ->
                    Map.of(
                            "attempts",
                            attempts,
                            "enable",
                            true,
                            "expire_day",
                            0,
                            "within_mins",
                            withinMinutes);
            case "Core.User.list" -> users(request);
            case "Core.User.get" ->
                    Map.of("users", List.of(user(request, 3106).described(strings())));
            case "Core.User.create" -> create(request);
            case "Core.User.set" -> set(request);
            case "Core.User.delete" -> delete(request);
            case "Core.User.Home.get" -> home(session);
            case "Core.User.UsernamePolicy.list" -> List.of("root", "daemon", "http", "system");
            case "Core.User.PasswordPolicy.get" -> policy();
            case "Core.Group.Member.add" -> join(request);
            case "Core.Group.Member.list" -> members(request);
            case "Core.Quota.get" -> quota(request);
            case "Core.Quota.set" -> setQuota(request);
            case "Core.AppPriv.Rule.set" -> setRules(request);
            case "Core.AppPriv.Rule.list" -> rules(request);
            default -> throw new Refusal(103);
        };
    }

    private void checkAdministrator(Request request, Session session) {
        var writes = WRITING.contains(request.text("method"));
        if (!session.account().administrator()
                || (writes && profile.logInVersion >= 7 && session.version() < 7)) {
            throw new Refusal(105);
        }
    }

    private boolean strings() {
        return profile.writesNumbersAsStrings();
    }

    private Map<String, Object> system() {
        var info = new LinkedHashMap<String, Object>();
        info.put("codepage", "enu");
        info.put("model", "DS923+");
        info.put("ram", 4096);
        info.put("serial", "SIMULATED");
        info.put("temperature", 40);
        info.put("temperature_warn", false);
        info.put("time", "Mon Nov 23 12:50:13 2026");
        info.put("uptime", strings() ? "86400" : (Object) 86400);
        info.put("version", profile.version().replaceAll(".*-(\\d+).*", "$1"));
        info.put("version_string", profile.version());
        return info;
    }

    private static Map<String, Object> storage() {
        var size = Map.of("total", "7672030584832", "used", "4377452806144");
        return Map.of(
                "volumes",
                List.of(
                        Map.of("id", "test_volume"),
                        Map.of(
                                "id", "volume_1",
                                "status", "normal",
                                "vol_path", "/volume1",
                                "size", size)));
    }

    // Users

    private Account user(Request request, int otherwise) {
        var account = accounts.get(request.needed("name", 3103));
        if (account == null) {
            throw new Refusal(otherwise);
        }
        return account;
    }

    private Map<String, Object> users(Request request) {
        var all = accounts.values().stream().map(a -> a.described(strings())).toList();
        var limit = request.number("limit", -1);
        var page =
                all.stream()
                        .skip(request.number("offset", 0))
                        .limit(limit < 0 ? Long.MAX_VALUE : limit)
                        .toList();
        return Map.of("offset", 0, "total", all.size(), "users", page);
    }

    private Map<String, Object> create(Request request) {
        var name = request.needed("name", 3103);
        if (accounts.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new Refusal(3107);
        }
        checkPassword(request.text("password"), name);
        request.yes("cannot_chg_passwd", false, 3103);
        var account = add(name, request.text("password"));
        change(account, request);
        return Map.of("name", name, "uid", account.uid);
    }

    private Map<String, Object> set(Request request) {
        var account = user(request, 3106);
        if (request.has("password")) {
            checkPassword(request.text("password"), account.name);
            account.password = request.text("password");
        }
        change(account, request);
        return Map.of("name", account.name, "password_last_change", 20106, "uid", account.uid);
    }

    private static void change(Account account, Request request) {
        if (request.has("description")) {
            if (request.text("description").length() > 64) {
                throw new Refusal(3103);
            }
            account.description = request.text("description");
        }
        if (request.has("expired")) {
            var expired = request.text("expired");
            if (!expired.matches("normal|now|\\d+/\\d+/\\d+")) {
                throw new Refusal(3103);
            }
            account.expired = expired;
        }
    }

    private void checkPassword(String password, String name) {
        var strong =
                password.length() >= leastPasswordLength
                        && password.chars().anyMatch(Character::isUpperCase)
                        && password.chars().anyMatch(Character::isLowerCase)
                        && password.chars().anyMatch(Character::isDigit)
                        && !password.contains(name);
        if (!strong) {
            throw new Refusal(3121);
        }
    }

    private Map<String, Object> delete(Request request) {
        for (var name : request.list("name", 3101)) {
            if (accounts.remove(name) == null && profile == Profile.DSM73) {
                throw new Refusal(3101);
            }
        }
        return profile == Profile.DSM721
                ? Map.of("errors", List.of(3102))
                : Map.of("name", request.texts("name").get(0), "uid", 1030);
    }

    private Map<String, Object> policy() {
        var strong = new LinkedHashMap<String, Object>();
        strong.put("exclude_username", true);
        strong.put("history_num", 0);
        strong.put("included_numeric_char", true);
        strong.put("included_special_char", false);
        strong.put("min_length", strings() ? String.valueOf(8) : (Object) 8);
        strong.put("min_length_enable", true);
        strong.put("mixed_case", true);
        return Map.of(
                "enable_reset_passwd_by_email", false,
                "password_must_change", false,
                "strong_password", strong);
    }

    private Map<String, Object> home(Session session) {
        if (profile.hidesHomeService() && !session.account().name.equals("admin")) {
            throw new Refusal(119);
        }
        var home = new LinkedHashMap<String, Object>();
        home.put("enable", homeService);
        home.put("enable_domain", false);
        home.put("enable_ldap", false);
        home.put("enable_recycle_bin", profile.hasRecycleBin());
        home.put("encryption", 0);
        home.put("location", "/volume1");
        home.put("remote_location", "");
        home.put("userhome_in_s2s", false);
        return home;
    }

    // Groups, applications, quotas

    private Map<String, Object> join(Request request) {
        var group = request.needed("group", 3201);
        if (!groups.contains(group)) {
            throw new Refusal(3201);
        }
        // Without a proper list DSM does nothing and says that it went well.
        if (request.raw("name").startsWith("[")) {
            request.texts("name").stream()
                    .map(accounts::get)
                    .filter(java.util.Objects::nonNull)
                    .forEach(account -> account.groups.add(group));
        }
        return Map.of();
    }

    private Map<String, Object> members(Request request) {
        var group = request.needed("group", 3201);
        if (!groups.contains(group)) {
            throw new Refusal(3201);
        }
        var users = new ArrayList<Map<String, Object>>();
        for (var account : accounts.values()) {
            if (account.groups.contains(group)) {
                users.add(
                        Map.of(
                                "description", account.description,
                                "name", account.name,
                                "uid", account.uid));
            }
        }
        return Map.of("offset", 0, "total", users.size(), "users", users);
    }

    private Map<String, Object> quota(Request request) {
        var account = user(request, 5403);
        var share =
                Map.of(
                        "description", "user home",
                        "name", "homes",
                        "quota", strings() ? String.valueOf(account.quotaMiB) : account.quotaMiB);
        return Map.of(
                "user_quota",
                List.of(
                        Map.of(
                                "deduped",
                                false,
                                "quota_status",
                                "v1",
                                "shares",
                                List.of(share),
                                "support_share_quota",
                                true,
                                "volume",
                                "/volume1")));
    }

    private Map<String, Object> setQuota(Request request) {
        var account = user(request, 5403);
        for (var quota : request.objects("user_quota", 5403)) {
            if (quota instanceof Map<?, ?> one && "homes".equals(one.get("share"))) {
                account.quotaMiB = ((Number) one.get("quota")).longValue();
            }
        }
        return Map.of();
    }

    private Map<String, Object> setRules(Request request) {
        for (var rule : request.objects("rules", 3400)) {
            if (!(rule instanceof Map<?, ?> one)
                    || !one.containsKey("app_id")
                    || !one.containsKey("entity_name")) {
                throw new Refusal(3400);
            }
            rules.add(one);
        }
        return Map.of();
    }

    private Map<String, Object> rules(Request request) {
        var app = request.needed("app_id", 3400);
        var those = rules.stream().filter(rule -> app.equals(rule.get("app_id"))).toList();
        return Map.of("rules", those, "total", those.size());
    }
}
