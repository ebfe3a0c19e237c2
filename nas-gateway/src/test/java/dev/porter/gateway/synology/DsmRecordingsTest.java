package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Holds the client and the simulator against answers of real systems. The answers are no part of
/// the project: they are looked for in `shared/reference/dsm-recordings` beside it or above it, and
/// the tests are skipped where they are not.
class DsmRecordingsTest {
    private Path recordings = Path.of("");

    @BeforeEach
    void find_the_recordings() {
        var found =
                Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared/reference/dsm-recordings"))
                        .filter(Files::isDirectory)
                        .findFirst();
        assumeTrue(found.isPresent(), "There are no recordings of real DSM systems here.");
        recordings = found.orElseThrow();
    }

    private JsonNode read(String name) throws IOException {
        return DsmHttp.JSON.readTree(Files.readAllBytes(recordings.resolve(name)));
    }

    @ParameterizedTest
    @CsvSource({"dsm7-api-info-all.json, entry.cgi, 7", "dsm62like-api-info-all.json, auth.cgi, 6"})
    void the_list_of_apis_is_read(String name, String path, int version) throws IOException {
        var apis = read(name);
        var places = DsmDirectory.read(apis.has("data") ? apis.path("data") : apis);
        // The older one has no Photos and does not tell which user names it keeps for itself.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(places.keySet())))
                .allMatch(api -> api == DsmApi.RESERVED_NAMES || api.id().contains(".Foto."))
                .hasSize(version == 7 ? 0 : 8);
        assertThat(places.get(DsmApi.AUTH)).isEqualTo(new DsmDirectory.Place(path, version));
        assertThat(places)
                .allSatisfy((api, place) ->
                        assertThat(place.version()).isBetween(api.least(), api.most()));
    }

    @ParameterizedTest
    @CsvSource({"dsm7-auth-login.json", "dsm6-auth-login-otp-ok.json"})
    void a_log_in_is_read(String name) throws IOException {
        var key = DsmAuth.key(read(name).path("data"));
        assertThat(key.sid().reveal()).isEqualTo("session_id");
        assertThat(key.token().reveal()).isEqualTo("Syñ0_T0k€ñ");
        var request = key.applyTo(new Request.Builder()).url("https://nas/").build();
        assertThat(request.header("Cookie")).isEqualTo("id=session_id");
        assertThat(key.toString()).doesNotContain("session_id");
    }

    @Test
    void every_error_is_read() throws IOException {
        var call = DsmCall.ask(DsmApi.FILES_LIST, "list");
        var errors = new java.util.ArrayList<JsonNode>();
        read("common-and-auth-errors.json").forEach(errors::add);
        read("errors-missing-params-by-api.json").forEach(errors::add);
        errors.add(read("dsm7-auth-login-otp-required.json"));
        assertThat(errors).hasSizeGreaterThan(30);
        for (var error : errors) {
            assertThat(DsmHttp.isEnvelope(error)).isTrue();
            var refusal = DsmRefusal.of(call, error.path("error"));
            assertThat(refusal.code()).isPositive();
            assertThat(refusal.kind()).isNotNull();
        }
        assertThat(DsmRefusal.of(call, errors.getLast().path("error")).code()).isEqualTo(403);
        var noPrivilege = read("common-and-auth-errors.json");
        assertThat(
                        DsmRefusal.of(
                                        call,
                                        noPrivilege
                                                .path("ERROR_INSUFFICIENT_USER_PRIVILEGE")
                                                .path("error"))
                                .kind())
                .isEqualTo(Kind.NOT_PERMITTED);
    }

    @Test
    void shares_and_volumes_are_read() throws IOException {
        var shares = read("dsm7-filestation-list_share.json").path("data");
        assertThat(SynologyFiles.free(shares, "home")).hasValue(1_553_335_107_584L);
        assertThat(SynologyFiles.free(shares, "homes")).isEmpty();
        assertThat(Volume.read(read("dsm6-storage-load_info.json").path("data")))
                .singleElement()
                .matches(Volume::well)
                .matches(volume -> volume.total() > volume.used() && volume.used() > 0)
                .matches(volume -> volume.words().contains("TB are used"));
    }

    @Test
    void albums_and_pictures_are_read() throws IOException {
        var albums = read("dsm7-foto-browse-album-list.json").path("data").path("list");
        assertThat(DsmAnswers.elements(albums))
                .extracting(album -> SynologyLibrary.album(album).orElseThrow())
                .containsExactly(
                        new PhotoLibrary.Album(4, "Album1", 3, false),
                        new PhotoLibrary.Album(1, "Album2", 1, true),
                        new PhotoLibrary.Album(3, "Album3", 1, true));
        var pictures = read("dsm7-foto-browse-item-list.json").path("data").path("list");
        assertThat(DsmAnswers.elements(pictures))
                .hasSize(3)
                .extracting(item -> SynologyLibrary.photo(item).orElseThrow())
                .first()
                .isEqualTo(
                        new PhotoLibrary.Photo(
                                29807,
                                "20221115_185642.jpg",
                                2_644_859,
                                LocalDate.of(2022, 11, 15),
                                false));
    }

    @Test
    void users_groups_and_password_rules_are_read() throws IOException {
        var users = read("core-user-responses.json");
        var one = users.path("user_get").path("data").path("users").get(0);
        assertThat(DsmUsers.isOf(one, new UserName("test_api"))).isTrue();
        assertThat(DsmUsers.User.of(one)).isEqualTo(new DsmUsers.User("", true, false));
        var listed = DsmAnswers.elements(users.path("user_list").path("data").path("users"));
        assertThat(listed)
                .extracting(user -> DsmUsers.User.of(user).disabled())
                .containsExactly(true, true, false, false);
        assertThat(DsmUsers.isOf(users.path("user_create").path("data"), new UserName("toto")))
                .isTrue();
        assertThat(DsmUsers.isOf(users.path("user_set").path("data"), new UserName("test_user2")))
                .isTrue();
        var others = DsmAnswers.elements(read("dsmctl-core-user-list.json").path("users"));
        assertThat(others)
                .extracting(user -> DsmUsers.User.of(user).enabled())
                .containsExactly(true, false);
        var rules =
                new PasswordRules(
                        users.path("user_password_policy_get")
                                .path("data")
                                .path("strong_password"));
        assertThat(rules.areBrokenBy(new Secret("Long-Enough-1"), new UserName("anna"))).isFalse();
        assertThat(rules.areBrokenBy(new Secret("Short-1"), new UserName("anna"))).isTrue();
        var members = read("core-group-responses.json").path("get_users").path("data");
        assertThat(DsmAnswers.elements(members.path("users")))
                .anyMatch(user -> DsmUsers.isOf(user, new UserName("test")));
    }

    @Test
    void every_method_that_porter_calls_is_one_that_dsm_has() throws IOException {
        var manifests = read("dsm7-api-manifests-subset.json");
        var unrecorded = EnumSet.noneOf(DsmApi.class);
        for (var api : DsmApi.values()) {
            var manifest = manifests.path(api.id());
            var versions =
                    manifest.path("methods")
                            .propertyStream()
                            .filter(version -> isSpoken(api, Integer.parseInt(version.getKey())))
                            .toList();
            if (versions.isEmpty()) {
                unrecorded.add(api);
            }
            for (var version : versions) {
                var methods = new ArrayList<String>();
                version.getValue().forEach(method -> methods.addAll(method.propertyNames()));
                assertThat(methods).as("%s %s", api, version.getKey()).containsAll(api.methods());
            }
        }
        // The log-in has versions of its own; of the others there is no manifest.
        assertThat(unrecorded)
                .containsExactlyInAnyOrder(
                        DsmApi.AUTH, DsmApi.STORAGE, DsmApi.RESERVED_NAMES, DsmApi.AUTO_BLOCK);
        assertThatThrownBy(() -> DsmCall.ask(DsmApi.USER, "unheard_of"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isSpoken(DsmApi api, int version) {
        return version >= api.least() && version <= api.most();
    }

    @Test
    void every_recording_is_known_to_this_test() throws IOException {
        try (var files = Files.list(recordings)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "README.md",
                            "common-and-auth-errors.json",
                            "core-group-responses.json",
                            "core-user-responses.json",
                            "dsm6-auth-login-otp-ok.json",
                            "dsm6-storage-load_info.json",
                            "dsm62like-api-info-all.json",
                            "dsm7-api-info-all.json",
                            "dsm7-api-manifests-subset.json",
                            "dsm7-auth-login-otp-required.json",
                            "dsm7-auth-login.json",
                            "dsm7-filestation-list_share.json",
                            "dsm7-foto-browse-album-list.json",
                            "dsm7-foto-browse-item-list.json",
                            "dsmctl-core-user-list.json",
                            "errors-missing-params-by-api.json",
                            "schemas-from-real-responses.json");
        }
    }

    // The simulator

    @ParameterizedTest
    @EnumSource(Profile.class)
    void the_simulator_answers_in_the_shape_of_real_systems(Profile profile) throws IOException {
        var schemas = read("schemas-from-real-responses.json");
        try (var dsm = Dsm.start(profile)) {
            dsm.nas().files().createHome(new UserName("anna"));
            var guide = profile == Profile.GUIDE;
            var administrator =
                    new AnyClient(dsm.simulator())
                            .logIn(
                                    guide ? "auth.cgi" : "entry.cgi",
                                    guide ? 6 : 7,
                                    DsmSimulator.ADMINISTRATOR,
                                    DsmSimulator.ADMINISTRATOR_PASSWORD);
            var details = "[\"real_path\",\"size\",\"owner\",\"time\",\"perm\",\"type\"]";
            var page = Map.of("offset", "0", "limit", "10");
            var calls = new LinkedHashMap<String, Map<String, String>>();
            calls.put(
                    "SYNO.FileStation.List-list",
                    Map.of("folder_path", "/homes", "additional", details));
            calls.put(
                    "SYNO.FileStation.List-getinfo",
                    Map.of("path", "[\"/homes/anna\"]", "additional", details));
            calls.put("SYNO.FileStation.Sharing-list", Map.of());
            calls.put("SYNO.DSM.Info-getinfo", Map.of());
            calls.put("SYNO.Core.User-list", Map.of());
            calls.put("SYNO.Core.User.PasswordPolicy-get", Map.of());
            if (profile != Profile.DSM73) {
                calls.put("SYNO.Core.User.Home-get", Map.of());
            }
            if (!guide) {
                calls.put("SYNO.Core.User.UsernamePolicy-list", Map.of());
                calls.put("SYNO.Foto.Browse.Timeline-get", Map.of());
                calls.put("SYNO.Foto.Browse.Folder-list", page);
                calls.put("SYNO.Foto.Browse.Album-list", page);
                calls.put("SYNO.Foto.Browse.Item-list", page);
            }
            for (var call : calls.entrySet()) {
                var name = call.getKey().split("-", -1);
                var version = newest(administrator, name[0]);
                var answer = administrator.call(name[0], version, name[1], call.getValue());
                var schema = schemas.path(call.getKey());
                assertThat(schema.isObject()).as(call.getKey()).isTrue();
                assertThat(answer.path("success").asBoolean(false)).as("%s", answer).isTrue();
                // Some builds write numbers as strings.
                var lenient = profile == Profile.DSM73;
                assertThat(misfit(schema, answer.path("data"), call.getKey(), lenient)).isEmpty();
            }
        }
    }

    private static int newest(AnyClient client, String api) throws IOException {
        var query =
                Map.of(
                        "api", "SYNO.API.Info",
                        "version", "1",
                        "method", "query",
                        "query", api);
        var places = client.post("query.cgi", query).path("data");
        return Math.min(5, places.path(api).path("maxVersion").asInt());
    }

    /// The first place where an answer is not as the schema of real ones has it.
    private static Optional<String> misfit(
            JsonNode schema, JsonNode value, String where, boolean lenient) {
        var type = schema.path("type").asString("");
        var fits =
                switch (type) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isString();
                    case "integer" ->
                            value.isIntegralNumber()
                                    || (lenient && DsmAnswers.number(value, -1) >= 0);
                    case "boolean" -> value.isBoolean();
                    default -> true;
                };
        if (!fits) {
            return Optional.of(where + " is no " + type);
        }
        for (var name : DsmAnswers.elements(schema.path("required"))) {
            if (!value.has(name.stringValue())) {
                return Optional.of(where + " lacks " + name);
            }
        }
        var inside =
                schema.path("properties")
                        .propertyStream()
                        .filter(property -> value.has(property.getKey()))
                        .map(property ->
                                misfit(
                                        property.getValue(),
                                        value.path(property.getKey()),
                                        where + "/" + property.getKey(),
                                        lenient));
        var elements =
                DsmAnswers.elements(value).stream()
                        .map(element ->
                                misfit(schema.path("items"), element, where + "[]", lenient));
        return Stream.concat(inside, elements).flatMap(Optional::stream).findFirst();
    }
}
