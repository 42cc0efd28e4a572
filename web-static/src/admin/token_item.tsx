import { counted } from '../text/count';
import { device_title, end_text, revoke_text } from './access';
import type { Device, Token } from './access';
import { Age } from './clock';
import { Revoke } from './revoke';
import { Row } from './row';

// A token, with the devices that logged in with it.
export function TokenItem(props: { token: Token; revoked: (what: string) => void }) {
  const { token } = props;
  const count = token.devices.length;
  const end = token.expires_at === null ? '' : 'ends ' + end_text(token.expires_at);
  return (
    <Row
      id={'token-' + token.id}
      head={
        <>
          <span class="when">
            <Age at={token.used_at} />
          </span>
          <span class="source">{token.role}</span>
          <span class="why">
            <bdi>{token.name}</bdi>
          </span>
          <span class="end">
            {[count > 0 ? counted(count, 'device', 'devices') : '', end]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </>
      }
    >
      {() => (
        <>
          {count > 0 ? (
            <ul class="devices">
              {token.devices.map((device) => (
                <DeviceRow key={device.id} device={device} revoked={props.revoked} />
              ))}
            </ul>
          ) : (
            <p class="note">No browser or TV is logged in with it.</p>
          )}
          <Revoke
            path={'/api/v1/tokens/' + encodeURIComponent(token.id)}
            verb="Revoke"
            of={token.name}
            effect={revoke_text(token)}
            done={() => props.revoked(token.name)}
          />
        </>
      )}
    </Row>
  );
}

export function DeviceRow(props: { device: Device; revoked: (what: string) => void }) {
  const { device } = props;
  const title = device_title(device.agent);
  return (
    <li class="unknown">
      <span class="which">
        <b>{title}</b>
        {device.current && ' (this browser)'}
        <span class="about">
          {device.from && (
            <>
              <bdi>{device.from}</bdi> ·{' '}
            </>
          )}
          {device.connected ? (
            'connected'
          ) : (
            <>
              used <Age at={device.used_at} />
            </>
          )}{' '}
          · ends {end_text(device.expires_at)} unless it is used
        </span>
      </span>
      <Revoke
        path={'/api/v1/devices/' + encodeURIComponent(device.id)}
        verb="Log out"
        of={title}
        effect={device.current ? 'This is the browser you use now.' : ''}
        done={() => props.revoked(title)}
      />
    </li>
  );
}
