package dev.porter.gateway.synology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Profile;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The simulated DSM refuses what a real one refuses: a client that does it wrong must not seem to
/// work.
@ParameterizedClass
@EnumSource(Profile.class)
class DsmSimulatorTest {
    private static final String LIST = "SYNO.FileStation.List";
    private static final RequestBody CONTENT =
            RequestBody.Companion.create("hello".getBytes(UTF_8), null);

    private final Profile profile;
    private final DsmSimulator dsm;
    private final AnyClient client;

    DsmSimulatorTest(Profile profile) {
        this.profile = profile;
        dsm = DsmSimulator.start(profile);
        client = new AnyClient(dsm);
    }

    @BeforeEach
    void log_in() throws IOException {
        client.logIn(path(), newest(), DsmSimulator.SERVICE, DsmSimulator.SERVICE_PASSWORD);
    }

    @AfterEach
    void stop() {
        dsm.close();
    }

    private String path() {
        return profile == Profile.GUIDE ? "auth.cgi" : "entry.cgi";
    }

    private int newest() {
        return profile == Profile.GUIDE ? 6 : 7;
    }

    private AnyClient administrator(int version) throws IOException {
        return new AnyClient(dsm)
                .logIn(
                        path(),
                        version,
                        DsmSimulator.ADMINISTRATOR,
                        DsmSimulator.ADMINISTRATOR_PASSWORD);
    }

    private static void refused(JsonNode envelope, int code) {
        assertThat(envelope.path("success").asBoolean(true)).as("%s", envelope).isFalse();
        assertThat(envelope.path("error").path("code").asInt()).as("%s", envelope).isEqualTo(code);
    }

    private static JsonNode taken(JsonNode envelope) {
        assertThat(envelope.path("success").asBoolean(false)).as("%s", envelope).isTrue();
        return envelope.path("data");
    }

    private static MultipartBody.Builder form() {
        return new MultipartBody.Builder().setType(MultipartBody.FORM);
    }

    private static MultipartBody.Builder into(String folder) {
        return form().addFormDataPart("path", folder).addFormDataPart("create_parents", "true");
    }

    // What is asked for, where and in which version

    @Test
    void an_unknown_api_method_version_or_place_is_refused() throws IOException {
        refused(client.call("SYNO.FileStation.Nothing", 1, "list", Map.of()), 102);
        refused(client.call(LIST, 2, "nothing", Map.of()), 103);
        for (int version : new int[] {0, 3, 99}) {
            refused(client.call(LIST, version, "list_share", Map.of()), 104);
        }
        refused(
                administrator(newest())
                        .call("SYNO.Core.User.Group", 1, "get", Map.of("name", "admin")),
                103);
        var complete =
                Map.of(
                        "api",
                        LIST,
                        "version",
                        "2",
                        "method",
                        "list_share",
                        "_sid",
                        client.sid(),
                        "SynoToken",
                        client.token());
        taken(client.post("entry.cgi", complete));
        refused(client.post("FileStation/file_share.cgi", complete), 102);
        for (var missing : new String[] {"api", "version", "method"}) {
            var rest = new TreeMap<>(complete);
            rest.remove(missing);
            refused(client.post("entry.cgi", rest), 101);
        }
    }

    @Test
    void a_package_that_is_stopped_is_refused() throws IOException {
        dsm.stopPackage("SYNO.FileStation.");
        refused(client.call(LIST, 2, "list_share", Map.of()), 102);
    }

    // Who asks

    @Test
    void whoever_is_not_logged_in_or_has_no_token_is_refused() throws IOException {
        var call = new TreeMap<>(Map.of("api", LIST, "version", "2", "method", "list_share"));
        refused(client.post("entry.cgi", call), 119);
        call.put("_sid", "made up");
        refused(client.post("entry.cgi", call), 119);
        call.put("_sid", client.sid());
        refused(client.post("entry.cgi", call), 119);
        call.put("SynoToken", "made up");
        refused(client.post("entry.cgi", call), 119);
        call.put("SynoToken", client.token());
        taken(client.post("entry.cgi", call));
    }

    @Test
    void a_session_that_is_named_only_among_the_parts_of_a_form_is_none() throws IOException {
        var body = into("/homes/x").addFormDataPart("_sid", client.sid());
        body.addFormDataPart("SynoToken", client.token()).addFormDataPart("file", "a", CONTENT);
        refused(client.envelope(client.upload().post(body.build()).build()), 119);
        refused(
                client.envelope(client.upload("_sid", client.sid()).post(body.build()).build()),
                119);
    }

    @Test
    void a_second_log_in_under_one_name_ends_the_first() throws IOException {
        var first = new AnyClient(dsm);
        first.logIn(path(), newest(), DsmSimulator.SERVICE, DsmSimulator.SERVICE_PASSWORD);
        refused(client.call(LIST, 2, "list_share", Map.of()), 107);
        taken(first.call(LIST, 2, "list_share", Map.of()));
    }

    @Test
    void too_many_log_ins_that_fail_block_everybody() throws IOException {
        var wrong = AnyClient.logInForm(newest(), DsmSimulator.SERVICE, "Wrong-1");
        for (int n = 0; n < 10; n++) {
            refused(client.post(path(), wrong), 400);
        }
        var right =
                AnyClient.logInForm(newest(), DsmSimulator.SERVICE, DsmSimulator.SERVICE_PASSWORD);
        refused(client.post(path(), right), 407);
    }

    @Test
    void only_administrators_with_the_newest_log_in_change_users() throws IOException {
        var user = Map.of("name", "anna", "password", "Blue-Door-77");
        refused(client.call("SYNO.Core.User", 1, "create", user), 105);
        refused(client.call("SYNO.Core.User", 1, "list", Map.of()), 105);
        if (profile != Profile.GUIDE) {
            var old = administrator(6);
            taken(old.call("SYNO.Core.User", 1, "list", Map.of()));
            refused(old.call("SYNO.Core.User", 1, "create", user), 105);
        }
        taken(administrator(newest()).call("SYNO.Core.User", 1, "create", user));
    }

    // How it is asked

    @Test
    void what_is_written_wrongly_is_refused() throws IOException {
        var administrator = administrator(newest());
        refused(
                administrator.call(
                        "SYNO.Core.User",
                        1,
                        "create",
                        Map.of(
                                "name", "anna",
                                "password", "Blue-Door-77",
                                "cannot_chg_passwd", "True")),
                3103);
        refused(client.call(LIST, 2, "list", Map.of("folder_path", "/homes/")), 418);
        refused(client.call(LIST, 2, "list", Map.of("folder_path", "homes")), 418);
        refused(client.call(LIST, 2, "getinfo", Map.of()), 101);
        refused(client.call(LIST, 2, "getinfo", Map.of("path", "[\"/homes\"")), 120);
        refused(client.call("SYNO.FileStation.Sharing", 3, "create", Map.of()), 101);
    }

    @Test
    void a_success_that_did_nothing_is_one_here_too() throws IOException {
        var administrator = administrator(newest());
        var member = "SYNO.Core.Group.Member";
        dsm.addUser("anna", "Blue-Door-77");
        taken(
                administrator.call(
                        member, 1, "add", Map.of("group", "family", "members", "[\"anna\"]")));
        taken(administrator.call(member, 1, "add", Map.of("group", "family", "name", "anna")));
        var members = administrator.call(member, 1, "list", Map.of("group", "family"));
        assertThat(taken(members).path("users")).isEmpty();
        taken(client.upload(into("/homes/x").addFormDataPart("file", "a", CONTENT).build()));
        var unquoted = Map.of("path", "[\"/homes/x/a\"]", "date_expired", "2099-01-01");
        taken(client.call("SYNO.FileStation.Sharing", 3, "create", unquoted));
        var links = taken(client.call("SYNO.FileStation.Sharing", 3, "list", Map.of()));
        assertThat(links.path("links").get(0).path("date_expired").asString("")).isIn("", "0");
    }

    @Test
    void a_task_is_asked_about_with_its_quoted_id_and_takes_its_time() throws IOException {
        taken(client.upload(into("/homes/x").addFormDataPart("file", "a", CONTENT).build()));
        var move =
                Map.of(
                        "path", "[\"/homes/x/a\"]",
                        "dest_folder_path", "/homes",
                        "overwrite", "false",
                        "remove_src", "true");
        var id = taken(client.call("SYNO.FileStation.CopyMove", 3, "start", move)).path("taskid");
        assertThat(dsm.tree("/homes")).contains("/homes/x/a");
        if (profile != Profile.GUIDE) {
            refused(
                    client.call(
                            "SYNO.FileStation.CopyMove",
                            3,
                            "status",
                            Map.of("taskid", id.stringValue())),
                    599);
        }
        var finished = false;
        for (int n = 0; n < 9 && !finished; n++) {
            finished =
                    client.call(
                                    "SYNO.FileStation.CopyMove",
                                    3,
                                    "status",
                                    Map.of("taskid", "\"" + id.stringValue() + "\""))
                            .path("data")
                            .path("finished")
                            .asBoolean(false);
        }
        assertThat(finished).isTrue();
        assertThat(dsm.tree("/homes")).contains("/homes/a").doesNotContain("/homes/x/a");
    }

    @Test
    void a_search_without_a_limit_finds_nothing() throws IOException {
        taken(client.upload(into("/homes/x").addFormDataPart("file", "letter", CONTENT).build()));
        var search = "SYNO.FileStation.Search";
        var start = Map.of("folder_path", "[\"/homes\"]", "pattern", "letter");
        var id =
                "\"%s\""
                        .formatted(
                                taken(client.call(search, 2, "start", start))
                                        .path("taskid")
                                        .stringValue());
        var found = taken(client.call(search, 2, "list", Map.of("taskid", id)));
        assertThat(found.path("files")).isEmpty();
        found = taken(client.call(search, 2, "list", Map.of("taskid", id, "limit", "-1")));
        assertThat(found.path("files")).hasSize(1);
        refused(client.call(search, 2, "list", Map.of("taskid", "\"made up\"")), 400);
    }

    // Uploads and downloads

    @Test
    void a_file_that_is_not_the_last_part_is_refused() throws IOException {
        var file = form().addFormDataPart("file", "a", CONTENT);
        refused(client.upload(file.addFormDataPart("path", "/homes").build()), 1802);
        refused(client.upload(into("/homes").build()), 1802);
        var body = into("/homes/x").addFormDataPart("file", "a", CONTENT);
        refused(client.upload(body.addFormDataPart("overwrite", "true").build()), 1802);
        refused(
                client.envelope(
                        client.upload("_sid", client.sid(), "SynoToken", client.token())
                                .post(RequestBody.Companion.create("hello", null))
                                .build()),
                101);
        assertThat(dsm.tree("/homes")).noneMatch(path -> path.endsWith("/a"));
    }

    @Test
    void an_upload_of_unknown_length_is_refused_as_the_guide_says() throws IOException {
        var whole = into("/homes/x").addFormDataPart("file", "a", CONTENT).build();
        var chunks =
                new RequestBody() {
                    @Override
                    public okhttp3.MediaType contentType() {
                        return whole.contentType();
                    }

                    @Override
                    public void writeTo(BufferedSink sink) throws IOException {
                        whole.writeTo(sink);
                    }
                };
        var answer =
                client.envelope(
                        client.upload("_sid", client.sid(), "SynoToken", client.token())
                                .post(chunks)
                                .build());
        if (profile == Profile.GUIDE) {
            refused(answer, 1800);
        } else {
            taken(answer);
        }
    }

    @Test
    void an_upload_overwrites_only_when_it_says_so() throws IOException {
        taken(client.upload(into("/homes/x").addFormDataPart("file", "a", CONTENT).build()));
        var other = RequestBody.Companion.create("others".getBytes(UTF_8), null);
        refused(
                client.upload(into("/homes/x").addFormDataPart("file", "a", other).build()),
                profile == Profile.GUIDE ? 1805 : 414);
        var skip = into("/homes/x").addFormDataPart("overwrite", "false");
        var skipped = taken(client.upload(skip.addFormDataPart("file", "a", other).build()));
        assertThat(skipped.path("blSkip").asBoolean(false)).isTrue();
        assertThat(size("/homes/x/a")).isEqualTo(5);
        var over = into("/homes/x").addFormDataPart("overwrite", "true");
        taken(client.upload(over.addFormDataPart("file", "a", other).build()));
        assertThat(size("/homes/x/a")).isEqualTo(6);
    }

    private int size(String path) throws IOException {
        var look = Map.of("path", "[\"" + path + "\"]", "additional", "[\"size\"]");
        var found = taken(client.call(LIST, 2, "getinfo", look)).path("files").get(0);
        return found.path("additional").path("size").asInt();
    }

    @Test
    void an_upload_to_where_nothing_can_be_is_refused() throws IOException {
        var nowhere = form().addFormDataPart("path", "/homes/nowhere");
        refused(client.upload(nowhere.addFormDataPart("file", "a", CONTENT).build()), 408);
        refused(
                client.upload(into("/nothing/x").addFormDataPart("file", "a", CONTENT).build()),
                408);
        refused(client.upload(into("/homes/x").addFormDataPart("file", " ", CONTENT).build()), 418);
        dsm.addUser("anna", "Blue-Door-77");
        var anna = new AnyClient(dsm).logIn(path(), newest(), "anna", "Blue-Door-77");
        refused(
                anna.upload(into("/homes/x").addFormDataPart("file", "a", CONTENT).build()),
                profile == Profile.DSM73 ? 408 : 407);
    }

    @Test
    void a_range_is_kept_to_only_by_get() throws IOException {
        taken(client.upload(into("/homes/x").addFormDataPart("file", "a", CONTENT).build()));
        var url =
                client.url("entry.cgi")
                        .addQueryParameter("api", "SYNO.FileStation.Download")
                        .addQueryParameter("version", "2")
                        .addQueryParameter("method", "download")
                        .addQueryParameter("path", "/homes/x/a")
                        .addQueryParameter("mode", "download")
                        .addQueryParameter("_sid", client.sid())
                        .addQueryParameter("SynoToken", client.token())
                        .build();
        var request = new okhttp3.Request.Builder().url(url).header("Range", "bytes=2-");
        try (var part = client.send(request.build())) {
            assertThat(part.code()).isEqualTo(206);
            assertThat(part.body().string()).isEqualTo("llo");
        }
        var empty = RequestBody.Companion.create(new byte[0], null);
        try (var whole = client.send(request.post(empty).build())) {
            assertThat(whole.code()).isEqualTo(200);
            assertThat(whole.body().string()).isEqualTo("hello");
        }
    }
}
