package storage

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// unescaped is what to do about an address that a password has broken.
const unescaped = "in an address / @ : # ? and % of a password are written %2F %40 %3A %23 %3F and %25"

// explain implements engine: why the server cannot be used, without the tries
// that the driver counts up line by line.
func (p *postgres) explain(err error) error {
	c := p.config
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "28P01", "28000":
			return say(err, "%s does not let %s in (%s): look at the user and the password in the address; %s", p, c.User, e.Message, unescaped)
		case "3D000":
			return say(err, "there is no database %s on %s: create it (createdb), or name another one", c.Database, p.server())
		case "42501":
			return p.forbidden(err, e.Message)
		}
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); !ok {
		return err
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok && e.IsNotFound {
		return say(err, "there is no server %s: look at the address of the database", c.Host)
	}
	last := err.Error() // of its tries, each on a line of its own
	for _, before := range []string{"\n", "):"} {
		last = last[strings.LastIndex(last, before)+1:]
	}
	return say(err, "the server %s cannot be reached: start it, or look at the address and at what lies between (%s)", p.server(), strings.Trim(last, ": \t"))
}

const mayCreate = `SELECT current_schema() IS NOT NULL AND has_schema_privilege(current_schema(), 'CREATE')`

// placeOnServer refuses a server, or a database of one, where no tables of ours can be.
func placeOnServer(ctx context.Context, address string) (err error) {
	p, err := newPostgres(address)
	if err != nil {
		return err
	}
	pool, err := p.openWriter(ctx)
	if err != nil {
		return p.explain(err)
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	var may bool
	if err := pool.QueryRowContext(ctx, mayCreate).Scan(&may); err != nil {
		return fmt.Errorf("ask what %s may do in %s: %w", p.config.User, p, err)
	}
	if !may {
		return p.forbidden(nil, "no table may be made there")
	}
	return nil
}

func (p *postgres) forbidden(err error, because string) error {
	user := p.config.User
	return say(err, "%s may not do that in %s (%s): let that user own the database, or GRANT CREATE ON SCHEMA public TO %s", user, p, because, user)
}

// server is where the database is.
func (p *postgres) server() string {
	return net.JoinHostPort(p.config.Host, strconv.Itoa(int(p.config.Port)))
}
