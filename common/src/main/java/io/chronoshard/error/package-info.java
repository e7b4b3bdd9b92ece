/**
 * What an operator can mend, told apart from defects.
 *
 * <p>A {@link io.chronoshard.error.UserException} carries a message that says what is wrong, where,
 * and what to do; the command line prints it without a stack trace and exits with its code. Every
 * other exception is a defect. Knows no other package.
 */
@NullMarked
package io.chronoshard.error;

import org.jspecify.annotations.NullMarked;
