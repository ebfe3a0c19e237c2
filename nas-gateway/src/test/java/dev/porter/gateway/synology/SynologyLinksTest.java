package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.ShareLink;
import dev.porter.nas.ShareLinks;
import dev.porter.nas.ShareLinksContract;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// File Station's links, on a DSM of each kind.
class SynologyLinksTest {
    abstract static class OnDsm extends ShareLinksContract {
        private final Dsm dsm;

        OnDsm(Profile profile) {
            this.dsm = Dsm.start(profile);
        }

        @Override
        protected Nas newNas() {
            return dsm.nas();
        }

        @AfterEach
        void stop() {
            dsm.close();
        }
    }

    @Nested
    class AsTheGuideSays extends OnDsm {
        AsTheGuideSays() {
            super(Profile.GUIDE);
        }

        @Override
        protected boolean takesRequests() {
            return false;
        }
    }

    @Nested
    class AsDsm721 extends OnDsm {
        AsDsm721() {
            super(Profile.DSM721);
        }
    }

    @Nested
    class AsDsm73 extends OnDsm {
        AsDsm73() {
            super(Profile.DSM73);
        }
    }

    @Nested
    class WhenDsmDoesOtherwise {
        private final UserName owner = new UserName("anna");
        private final NasPath file = NasPath.home(owner).resolve("a.txt");
        private final LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        private final Dsm dsm = Dsm.start(Profile.DSM721);

        @BeforeEach
        void write() throws IOException {
            dsm.nas().files().createHome(owner);
            dsm.nas().files().write(file, new ByteArrayInputStream(new byte[1]), 1);
        }

        @AfterEach
        void stop() {
            dsm.close();
        }

        private void refused(Kind kind) {
            var links = dsm.nas().shareLinks().orElseThrow();
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(() -> links.create(file, tomorrow, new Secret("ABCDEFGH")))
                    .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
            assertThat(links.list(owner)).isEmpty();
        }

        @Test
        void a_service_account_that_may_make_no_links_is_told_so() {
            dsm.simulator().closeLinks();
            refused(Kind.NOT_PERMITTED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"data\":{\"links\":[{\"error\":407,\"id\":\"\",\"path\":\"/x\"}]},\"success\":true}",
                    "{\"data\":{\"links\":[{\"error\":\"407\"}]},\"success\":true}"
                })
        void an_error_inside_a_success_is_found_out(String answer) {
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Sharing.create",
                            new Fault.Body(200, "application/json", answer));
            refused(Kind.NOT_PERMITTED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"success\":true}",
                    "{\"data\":{\"links\":[]},\"success\":true}",
                    "{\"data\":{\"links\":[{\"error\":0,\"id\":\"../etc\"}]},\"success\":true}"
                })
        void a_success_without_a_link_is_found_out(String answer) {
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Sharing.create",
                            new Fault.Body(200, "application/json", answer));
            refused(Kind.BROKEN);
        }

        @ParameterizedTest
        @CsvSource({"true, ''", "false, 2099-01-01"})
        void a_link_without_password_or_with_another_day_is_taken_back(
                boolean password, String until) {
            var answer =
                    ("{\"data\":{\"links\":[{\"id\":\"Sim000001\",\"url\":\"https://n.example/s\",\"path\":"
                                    + "\"/homes/anna/a.txt\",\"has_password\":%s,\"status\":\"valid\","
                                    + "\"date_expired\":\"%s\"}]},\"success\":true}")
                            .formatted(password, until);
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Sharing.list",
                            new Fault.Body(200, "application/json", answer));
            refused(Kind.BROKEN);
            assertThat(dsm.simulator().calls()).contains("SYNO.FileStation.Sharing.delete");
        }

        @Test
        void a_link_that_is_hard_to_take_back_is_taken_back_and_the_reason_stays() {
            var other = "{\"data\":{\"links\":[]},\"success\":true}";
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Sharing.list",
                            new Fault.Body(200, "application/json", other));
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Sharing.delete",
                            new Fault.Silence(false),
                            new Fault.Code(105));
            refused(Kind.BROKEN);
        }

        @Test
        void a_link_that_cannot_be_taken_back_is_told_beside_the_reason() {
            var busy = new Fault.Code(105);
            dsm.simulator().fault("SYNO.FileStation.Sharing.edit", new Fault.Code(407));
            dsm.simulator().fault("SYNO.FileStation.Sharing.delete", busy, busy, busy);
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(this::request)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_PERMITTED))
                    .satisfies(e -> assertThat(e.getMessage()).contains("Sharing.edit"))
                    .satisfies(e -> assertThat(e.getSuppressed()).isNotEmpty());
        }

        @Test
        void a_day_is_read_in_every_form() {
            assertThat(SynologyLinks.lastDay("2026-11-23"))
                    .isEqualTo(Optional.of(LocalDate.of(2026, 11, 23)))
                    .isEqualTo(SynologyLinks.lastDay("2026-11-23 23:59:59"));
            assertThat(SynologyLinks.lastDay("")).isEmpty();
            assertThat(SynologyLinks.lastDay("0")).isEmpty();
            assertThat(SynologyLinks.lastDay("soon and later")).isEmpty();
        }

        @Test
        void a_link_whose_file_is_gone_does_not_work_and_can_be_revoked() {
            var links = dsm.nas().shareLinks().orElseThrow();
            var link = links.create(file, tomorrow, new Secret("ABCDEFGH"));
            dsm.nas().files().delete(file);
            assertThat(links.list(owner)).singleElement().matches(one -> !one.working());
            assertThat(links.revoke(owner, link.id())).isTrue();
        }

        private final NasPath folder = NasPath.home(owner).resolve("Received/Party");

        private ShareLink request() {
            dsm.nas().files().createFolder(folder);
            var requests = dsm.nas().shareLinks().flatMap(ShareLinks::requests).orElseThrow();
            return requests.create(folder, tomorrow, new Secret("ABCDEFGH"));
        }

        @Test
        void what_others_put_through_a_link_is_in_the_folder_under_who_sent_and_who_asked()
                throws IOException {
            var link = request();
            dsm.simulator().putThrough(link.id(), "ABCDEFGH", "Grandpa", "a.jpg", new byte[2]);
            assertThat(dsm.nas().files().stat(folder.resolve("Grandpa (anna)/a.jpg"))).isPresent();
        }

        @ParameterizedTest
        @CsvSource({
            "false, anna, true, /homes/anna/Received/Party",
            "true, porter-files, true, /homes/anna/Received/Party",
            "true, anna, false, /homes/anna/Received/Party",
            "true, anna, true, /homes/anna/Received"
        })
        void a_link_for_putting_files_that_is_not_as_asked_for_is_taken_back(
                boolean upload, String asker, boolean password, String path) {
            var answer =
                    ("{\"data\":{\"links\":[{\"id\":\"Sim000001\",\"url\":\"https://n.example/s\",\"path\":"
                                    + "\"%s\",\"has_password\":%s,\"status\":\"valid\",\"date_expired\":"
                                    + "\"%s\",\"enable_upload\":%s,\"request_name\":\"%s\"}]},\"success\":true}")
                            .formatted(path, password, tomorrow, upload, asker);
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Sharing.list",
                            new Fault.Body(200, "application/json", answer));
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(this::request)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            assertThat(dsm.nas().shareLinks().orElseThrow().list(owner)).isEmpty();
        }

        @Test
        void a_link_for_putting_files_that_cannot_be_described_is_taken_back() {
            dsm.simulator().fault("SYNO.FileStation.Sharing.edit", new Fault.Code(407));
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(this::request)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_PERMITTED));
            assertThat(dsm.nas().shareLinks().orElseThrow().list(owner)).isEmpty();
        }

        @Test
        void whether_dsm_has_links_for_putting_files_is_asked_until_it_has() {
            var none = "{\"data\":{\"support_file_request\":false},\"success\":true}";
            var links = dsm.nas().shareLinks().orElseThrow();
            dsm.simulator()
                    .fault(
                            "SYNO.FileStation.Info.get",
                            new Fault.Body(200, "application/json", none),
                            new Fault.Code(105));
            assertThat(links.requests()).isEmpty();
            assertThat(links.requests()).isEmpty();
            assertThat(links.requests()).isPresent();
            assertThat(links.requests()).isPresent();
            assertThat(dsm.simulator().calls())
                    .filteredOn("SYNO.FileStation.Info.get"::equals)
                    .hasSize(3);
        }

        @Test
        void a_dsm_that_is_away_is_not_taken_for_one_without_them() {
            dsm.simulator().close();
            assertThat(dsm.nas().shareLinks().flatMap(ShareLinks::requests)).isPresent();
        }
    }
}
