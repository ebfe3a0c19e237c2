package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.porter.core.TestClock;
import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.PhotoLibrary;
import dev.porter.nas.PhotosContract;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Synology Photos, on a DSM of each kind that has it.
class SynologyPhotosTest {
    abstract static class OnDsm extends PhotosContract {
        private final Dsm dsm;

        OnDsm(Profile profile) {
            this.dsm = Dsm.start(profile);
        }

        @Override
        protected Nas newNas() {
            return dsm.nas();
        }

        @Override
        protected long arrive(
                UserName owner, String phone, String name, byte[] content, Instant taken)
                throws IOException {
            return dsm.simulator().arrive(owner.value(), phone, name, content, taken);
        }

        @Override
        protected void requireCode(UserName name, String code) {
            dsm.simulator().requireCode(name.value(), code);
        }

        @Override
        protected void endSessions() {
            dsm.simulator().expireSessions(119);
        }

        @AfterEach
        void stop() {
            dsm.close();
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

    @Test
    void a_dsm_without_photos_has_no_libraries() {
        try (var dsm = Dsm.start(Profile.GUIDE)) {
            assertThat(dsm.nas().photos()).isEmpty();
        }
    }

    @Test
    void that_there_is_no_photos_needs_no_answer_of_a_dsm_that_is_away() {
        var clock = new TestClock();
        try (var dsm = Dsm.start(Profile.GUIDE);
                var nas = Dsm.connect(dsm.simulator(), Map.of(), Dsm.FAST, clock)) {
            assertThat(nas.photos()).isEmpty();
            clock.advance(Duration.ofMinutes(2));
            dsm.simulator().goAway();
            assertThat(nas.photos()).isEmpty();
        }
    }

    @Nested
    class InTrouble {
        private final UserName owner = new UserName("anna");
        private final Secret password = new Secret("Blue-Lantern-7");
        private final Dsm dsm = Dsm.start(Profile.DSM721);

        @BeforeEach
        void signUp() {
            dsm.nas().accounts().orElseThrow().create(owner, password);
        }

        @AfterEach
        void stop() {
            dsm.close();
        }

        private PhotoLibrary library() {
            var photos = dsm.nas().photos().orElseThrow();
            assertThat(photos.open(owner, password, null)).isEqualTo(LogIn.ACCEPTED);
            return photos.library(owner).orElseThrow();
        }

        private long arrives(String name, byte[] content) throws IOException {
            return dsm.simulator()
                    .arrive("anna", "phone", name, content, Instant.parse("2026-11-23T10:00:00Z"));
        }

        @Test
        void closing_a_library_and_stopping_log_the_person_out() {
            var before = dsm.simulator().openSessions();
            var _ = library();
            assertThat(dsm.simulator().openSessions()).isEqualTo(before + 1);
            dsm.nas().photos().orElseThrow().close(owner);
            await().until(() -> dsm.simulator().openSessions() == before);
            var _ = library();
            dsm.nas().close();
            assertThat(dsm.simulator().openSessions()).isZero();
        }

        @Test
        void a_log_in_that_only_checks_does_not_end_an_open_library() throws IOException {
            var library = library();
            var photo = arrives("a.jpg", new byte[3]);
            var accounts = dsm.nas().accounts().orElseThrow();
            assertThat(accounts.logIn(owner, password, null)).isEqualTo(LogIn.ACCEPTED);
            assertThat(library.find(photo)).isPresent();
            assertThat(accounts.logIn(owner, new Secret("Wrong-1"), null)).isEqualTo(LogIn.WRONG);
            assertThat(library.thumbnail(photo)).isPresent();
            dsm.nas().close();
            assertThat(dsm.simulator().openSessions()).isZero();
        }

        @Test
        void what_ended_a_library_that_was_opened_again_does_not_end_the_new_one() {
            var first = library();
            var second = library();
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(first::days)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_SIGNED_IN));
            assertThat(second.days()).isEmpty();
            assertThat(dsm.nas().photos().orElseThrow().library(owner)).contains(second);
        }

        @Test
        void downloads_that_take_long_keep_nobody_from_small_pictures() throws IOException {
            var library = library();
            var photo = library.find(arrives("a.jpg", new byte[24 << 20])).orElseThrow();
            var open = new ArrayList<InputStream>();
            for (int n = 0; n < Dsm.FAST.downloads(); n++) {
                open.add(library.open(photo));
            }
            var picture = new FutureTask<>(() -> library.thumbnail(photo.id()));
            Thread.ofVirtual().start(picture);
            await().until(picture::isDone);
            for (var one : open) {
                one.close();
            }
        }

        @Test
        void a_download_that_breaks_is_begun_again_and_skipped_through() throws IOException {
            var content = new byte[500_000];
            new java.util.Random(3).nextBytes(content);
            var photo = library().find(arrives("a.jpg", content)).orElseThrow();
            dsm.simulator().fault("SYNO.Foto.Download.download", new Fault.Half());
            try (var in = library().open(photo)) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
        }

        @Test
        void a_thumbnail_that_is_no_picture_is_none() throws IOException {
            var photo = arrives("a.jpg", new byte[3]);
            dsm.simulator()
                    .fault(
                            "SYNO.Foto.Thumbnail.get",
                            new Fault.Body(404, "text/html", "<html></html>"),
                            new Fault.Code(120));
            assertThat(library().thumbnail(photo)).isEmpty();
            assertThat(library().thumbnail(photo)).isEmpty();
            assertThat(library().thumbnail(photo)).isPresent();
        }

        @Test
        void a_user_without_the_privilege_is_not_permitted() {
            for (int code : new int[] {105, 160}) {
                dsm.simulator().fault("SYNO.Foto.Browse.Timeline.get", new Fault.Code(code));
                var library = library();
                assertThatExceptionOfType(NasException.class)
                        .isThrownBy(library::days)
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_PERMITTED));
            }
        }

        @Test
        void photos_that_do_not_answer_as_photos_are_no_missing_picture() throws IOException {
            var photo = arrives("a.jpg", new byte[3]);
            var library = library();
            for (int code : new int[] {100, 101, 102, 103, 104}) {
                dsm.simulator().fault("SYNO.Foto.Browse.Item.get", new Fault.Code(code));
                assertThatExceptionOfType(NasException.class)
                        .isThrownBy(() -> library.find(photo))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            }
            dsm.simulator().fault("SYNO.Foto.Browse.Item.get", new Fault.Code(642));
            assertThat(library.find(photo)).isEmpty();
        }

        @Test
        void an_album_that_did_not_take_all_is_found_out() throws IOException {
            var photo = arrives("a.jpg", new byte[3]);
            var album = library().createAlbum("Album", List.of(photo));
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(() -> library().addToAlbum(album.id(), List.of(photo + 500)))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
        }

        @Test
        void answers_with_parts_that_make_no_sense_are_read_as_far_as_they_do() {
            dsm.simulator()
                    .fault(
                            "SYNO.Foto.Browse.Timeline.get",
                            new Fault.Body(
                                    200,
                                    "application/json",
                                    "{\"success\":true,\"data\":{\"section\":[{\"list\":[{\"year\":2026,\"month\":2,"
                                            + "\"day\":30,\"item_count\":1},{\"year\":\"2026\",\"month\":\"2\","
                                            + "\"day\":\"28\",\"item_count\":\"2\"},7,null]},{}]}}"));
            assertThat(library().days())
                    .containsExactly(new PhotoLibrary.Day(java.time.LocalDate.of(2026, 2, 28), 2));
            dsm.simulator()
                    .fault(
                            "SYNO.Foto.Browse.Item.list",
                            new Fault.Body(
                                    200,
                                    "application/json",
                                    "{\"success\":true,\"data\":{\"list\":[{\"id\":1},{},\"x\"]}}"));
            assertThat(library().photos(new PhotoLibrary.View.OfFolder(1), 0, 10)).isEmpty();
        }

        @Test
        void no_secret_of_a_person_stands_in_an_address() throws IOException {
            var photo = library().find(arrives("a.jpg", new byte[3])).orElseThrow();
            library().thumbnail(photo.id());
            library().open(photo).close();
            assertThat(dsm.simulator().addresses())
                    .noneMatch(address -> address.contains("_sid") || address.contains("Blue-"));
        }
    }
}
