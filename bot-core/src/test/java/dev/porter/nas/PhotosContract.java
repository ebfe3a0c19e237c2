package dev.porter.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.PhotoLibrary.Day;
import dev.porter.nas.PhotoLibrary.Photo;
import dev.porter.nas.PhotoLibrary.View;
import dev.porter.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every NAS promises that keeps photo libraries.
public abstract class PhotosContract {
    private static final UserName ANNA = new UserName("anna");
    private static final UserName BOB = new UserName("bob");
    private static final Secret PASSWORD = new Secret("Blue-Lantern-7");
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T23:59:59Z");
    private static final Instant SUMMER = Instant.parse("2025-07-01T12:00:00Z");

    private Nas nas;

    /// Makes a NAS with no home in it.
    protected abstract Nas newNas() throws Exception;

    /// Has a phone store a picture of a user.
    ///
    /// @return the number that the library gives it
    protected abstract long arrive(
            UserName owner, String phone, String name, byte[] content, Instant taken)
            throws IOException;

    /// Gives a user a second step with this code.
    protected abstract void requireCode(UserName name, String code);

    /// Ends all sessions of users.
    protected abstract void endSessions();

    @BeforeEach
    void start() throws Exception {
        nas = newNas();
        for (var name : List.of(ANNA, BOB)) {
            nas.accounts().orElseThrow().create(name, PASSWORD);
        }
    }

    private Photos photos() {
        return nas.photos().orElseThrow();
    }

    private PhotoLibrary library() {
        assertThat(photos().open(ANNA, PASSWORD, null)).isEqualTo(LogIn.ACCEPTED);
        return photos().library(ANNA).orElseThrow();
    }

    private long arrives(String phone, String name, Instant taken) throws IOException {
        return arrive(
                ANNA, phone, name, name.getBytes(java.nio.charset.StandardCharsets.UTF_8), taken);
    }

    @Test
    void a_library_opens_with_the_password_alone_and_closes() {
        assertThat(photos().library(ANNA)).isEmpty();
        assertThat(photos().open(ANNA, new Secret("Wrong-Lantern-1"), null)).isEqualTo(LogIn.WRONG);
        assertThat(photos().library(ANNA)).isEmpty();
        assertThat(photos().open(ANNA, PASSWORD, null)).isEqualTo(LogIn.ACCEPTED);
        assertThat(photos().library(ANNA)).isPresent();
        assertThat(photos().library(BOB)).isEmpty();
        photos().close(ANNA);
        photos().close(ANNA);
        assertThat(photos().library(ANNA)).isEmpty();
    }

    @Test
    void a_second_step_is_asked_for() {
        requireCode(ANNA, "246810");
        assertThat(photos().open(ANNA, PASSWORD, null)).isEqualTo(LogIn.CODE_NEEDED);
        assertThat(photos().library(ANNA)).isEmpty();
        assertThat(photos().open(ANNA, PASSWORD, new Secret("246810"))).isEqualTo(LogIn.ACCEPTED);
        assertThat(photos().library(ANNA)).isPresent();
    }

    @Test
    void the_newest_picture_of_each_phone_is_known_without_a_password() throws IOException {
        assertThat(photos().phones(ANNA)).isEmpty();
        arrives("Old phone", "a.jpg", SUMMER);
        arrives("Anna's iPhone", "b.jpg", SUNDAY);
        arrives("Anna's iPhone", "c.jpg", MONDAY);
        arrives("Anna's iPhone", "d.jpg", SUMMER);
        assertThat(photos().phones(ANNA))
                .containsExactly(
                        new Photos.Phone("Anna's iPhone", MONDAY),
                        new Photos.Phone("Old phone", SUMMER));
        assertThat(photos().phones(BOB)).isEmpty();
    }

    @Test
    void the_timeline_has_each_day_once_newest_first() throws IOException {
        assertThat(library().days()).isEmpty();
        for (int n = 0; n < 5; n++) {
            arrives("phone", "sunday " + n + ".jpg", SUNDAY.minusSeconds(n));
        }
        var monday = arrives("phone", "monday.jpg", MONDAY);
        arrives("phone", "summer.jpg", SUMMER);
        assertThat(library().days())
                .containsExactly(
                        new Day(LocalDate.of(2026, 11, 23), 1),
                        new Day(LocalDate.of(2026, 11, 22), 5),
                        new Day(LocalDate.of(2025, 7, 1), 1));
        assertThat(library().photos(new View.OfDay(LocalDate.of(2026, 11, 23)), 0, 10))
                .containsExactly(
                        new Photo(monday, "monday.jpg", 10, LocalDate.of(2026, 11, 23), false));
        assertThat(library().photos(new View.Everything(), 1, 3))
                .extracting(Photo::name)
                .containsExactly("sunday 0.jpg", "sunday 1.jpg", "sunday 2.jpg");
        assertThat(library().photos(new View.Everything(), 6, 3))
                .extracting(Photo::name)
                .containsExactly("summer.jpg");
        var sunday = new View.OfDay(LocalDate.of(2026, 11, 22));
        assertThat(library().photos(sunday, 0, 3))
                .extracting(Photo::name)
                .containsExactly("sunday 0.jpg", "sunday 1.jpg", "sunday 2.jpg");
        assertThat(library().photos(sunday, 3, 3))
                .extracting(Photo::name)
                .containsExactly("sunday 3.jpg", "sunday 4.jpg");
    }

    @Test
    void folders_are_walked_down_to_the_pictures() throws IOException {
        arrives("phone one", "a.jpg", MONDAY);
        arrives("phone two", "b.mp4", SUMMER);
        var found = new java.util.ArrayList<String>();
        walk(0, found);
        assertThat(found).containsExactlyInAnyOrder("a.jpg", "b.mp4");
    }

    private void walk(long folder, List<String> found) {
        for (var below : library().folders(folder)) {
            assertThat(below.name()).isNotBlank().doesNotContain("/");
            library()
                    .photos(new View.OfFolder(below.id()), 0, 10)
                    .forEach(photo -> found.add(photo.name()));
            walk(below.id(), found);
        }
    }

    @Test
    void albums_are_made_and_filled() throws IOException {
        var first = arrives("phone", "a.jpg", MONDAY);
        var second = arrives("phone", "b.jpg", SUNDAY);
        assertThat(library().albums()).isEmpty();
        var album = library().createAlbum("Grandma's “80th” / party", List.of(first));
        assertThat(album.name()).isEqualTo("Grandma's “80th” / party");
        library().addToAlbum(album.id(), List.of(first, second));
        assertThat(library().albums())
                .containsExactly(new PhotoLibrary.Album(album.id(), album.name(), 2, true));
        assertThat(library().photos(new View.OfAlbum(album.id()), 0, 10))
                .extracting(Photo::id)
                .containsExactly(first, second);
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() -> library().addToAlbum(album.id() + 1000, List.of(first)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void an_original_comes_back_bit_for_bit_and_has_a_thumbnail() throws IOException {
        var content = new byte[300_000];
        new java.util.Random(7).nextBytes(content);
        var id = arrive(ANNA, "phone", "big picture.jpg", content, MONDAY);
        var photo = library().find(id).orElseThrow();
        assertThat(photo.size()).isEqualTo(300_000);
        try (var in = library().open(photo)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(library().thumbnail(id))
                .hasValueSatisfying(small -> assertThat(small).isNotEmpty());
        assertThat(library().find(id + 1000)).isEmpty();
        assertThat(library().thumbnail(id + 1000)).isEmpty();
    }

    @Test
    void nobody_sees_the_pictures_of_others() throws IOException {
        var bobs = arrive(BOB, "phone", "bob.jpg", new byte[3], MONDAY);
        assertThat(library().days()).isEmpty();
        assertThat(library().find(bobs)).isEmpty();
        assertThat(library().thumbnail(bobs)).isEmpty();
    }

    @Test
    void a_session_that_the_nas_ended_closes_the_library() {
        var library = library();
        endSessions();
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(library::days)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_SIGNED_IN));
        assertThat(photos().library(ANNA)).isEmpty();
        assertThat(photos().open(ANNA, PASSWORD, null)).isEqualTo(LogIn.ACCEPTED);
        assertThat(photos().library(ANNA).orElseThrow().days()).isEmpty();
    }
}
