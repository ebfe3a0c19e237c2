package dev.porter.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.nas.NasAccounts.Creation;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.NasException.Kind;
import dev.porter.secret.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every NAS promises that keeps users of its own.
public abstract class NasAccountsContract {
    private static final UserName ANNA = new UserName("anna");
    private static final Secret PASSWORD = new Secret("Blue-Lantern-7");
    private static final Secret OTHER = new Secret("Green-Lantern-8");
    private static final Secret CODE = new Secret("246810");

    private Nas nas;

    /// Makes a NAS without a user called `anna`.
    protected abstract Nas newNas() throws Exception;

    /// Gives a user a second step with this code.
    protected abstract void requireCode(UserName name, String code);

    @BeforeEach
    void start() throws Exception {
        nas = newNas();
    }

    private NasAccounts users() {
        return nas.accounts().orElseThrow();
    }

    @Test
    void a_user_is_made_with_a_home_and_gets_in() {
        assertThat(users().exists(ANNA)).isFalse();
        assertThat(users().byHand(ANNA)).isEmpty();
        assertThat(users().missing(ANNA)).isNotEmpty();
        assertThat(users().create(ANNA, PASSWORD)).isEqualTo(Creation.DONE);
        assertThat(users().missing(ANNA)).isEmpty();
        users().keep(ANNA, "Anna B.");
        assertThat(users().exists(ANNA)).isTrue();
        assertThat(nas.files().stat(NasPath.home(ANNA))).isPresent();
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.ACCEPTED);
        assertThat(users().logIn(ANNA, OTHER, null)).isEqualTo(LogIn.WRONG);
    }

    @Test
    void how_a_user_is_deleted_by_hand_is_said_of_this_user() {
        users().removalByHand(ANNA)
                .ifPresent(how -> assertThat(how).contains("anna").endsWith("."));
    }

    @Test
    void a_creation_that_nobody_put_down_is_taken_up_again_with_the_new_password() {
        users().create(ANNA, PASSWORD);
        assertThat(users().exists(ANNA)).isFalse();
        assertThat(users().create(ANNA, OTHER)).isEqualTo(Creation.DONE);
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.WRONG);
        assertThat(users().logIn(ANNA, OTHER, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void a_user_that_is_kept_is_never_taken_over() {
        users().create(ANNA, PASSWORD);
        users().keep(ANNA, "Anna");
        users().keep(ANNA, "Anna");
        assertThat(users().create(ANNA, OTHER)).isEqualTo(Creation.NAME_TAKEN);
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void nobody_gets_in_who_is_not_there() {
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.WRONG);
    }

    @Test
    void a_weak_password_makes_nothing() {
        assertThat(users().create(ANNA, new Secret("short"))).isEqualTo(Creation.PASSWORD_TOO_WEAK);
        assertThat(users().exists(ANNA)).isFalse();
    }

    @Test
    void another_password_takes_the_place_of_the_first() {
        users().create(ANNA, PASSWORD);
        assertThat(users().setPassword(ANNA, new Secret("short")))
                .isEqualTo(Creation.PASSWORD_TOO_WEAK);
        assertThat(users().setPassword(ANNA, OTHER)).isEqualTo(Creation.DONE);
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.WRONG);
        assertThat(users().logIn(ANNA, OTHER, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void who_is_disabled_is_kept_out_until_enabled() {
        users().create(ANNA, PASSWORD);
        users().keep(ANNA, "Anna");
        users().setEnabled(ANNA, false);
        assertThat(users().exists(ANNA)).isTrue();
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.DISABLED);
        users().setEnabled(ANNA, true);
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void a_second_step_is_asked_for_and_checked() {
        users().create(ANNA, PASSWORD);
        requireCode(ANNA, CODE.reveal());
        assertThat(users().logIn(ANNA, PASSWORD, null)).isEqualTo(LogIn.CODE_NEEDED);
        assertThat(users().logIn(ANNA, PASSWORD, new Secret("000000"))).isEqualTo(LogIn.CODE_WRONG);
        assertThat(users().logIn(ANNA, PASSWORD, CODE)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void what_is_asked_of_nobody_is_not_found() {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() -> users().setPassword(ANNA, PASSWORD))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() -> users().setEnabled(ANNA, false))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }
}
