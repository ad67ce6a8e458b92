"""Makes golden vectors with PyTorch 1.13 in float64: python3 generate.py FOLDER.

Thirty recurrent layers, nineteen optimisers and every operation, with sizes and options drawn from a fixed seed. Needs torch and
numpy; the tests need neither, they read what stands beside this file.
"""
import sys
import torch, json, struct, random, numpy as np
import torch.nn.functional as F
torch.set_default_dtype(torch.float64); torch.manual_seed(7); random.seed(7)
OUT=sys.argv[1].rstrip('/')+'/'
def save(name, case, tensors):
    h={'__metadata__':{'case':json.dumps(case)}}; blob=b''
    for k,v in tensors.items():
        v=v.detach().contiguous()
        a=v.numpy(); dt={'float64':'F64','int64':'I64'}[str(a.dtype)]
        b=a.tobytes(); h[k]={'dtype':dt,'shape':list(a.shape),'data_offsets':[len(blob),len(blob)+len(b)]}; blob+=b
    j=json.dumps(h).encode(); j+=b' '*(-len(j)%8)
    open(OUT+name+'.safetensors','wb').write(struct.pack('<Q',len(j))+j+blob)
def rec(i):
    kind=random.choice(['rnn','gru','lstm','lstm'])
    B,T,I,H,L=random.randint(1,5),random.randint(1,11),random.randint(1,7),random.randint(2,9),random.randint(1,3)
    bi=random.random()<.5; bias=random.random()<.7; bf=random.random()<.5
    proj=random.randint(1,H-1) if kind=='lstm' and random.random()<.5 else 0
    nl=random.choice(['tanh','relu']); lens=random.random()<.6; do=0.3 if L>1 and random.random()<.5 else 0.0
    kw=dict(num_layers=L,bias=bias,batch_first=bf,bidirectional=bi,dropout=do)
    if kind=='rnn': m=torch.nn.RNN(I,H,nonlinearity=nl,**kw)
    elif kind=='gru': m=torch.nn.GRU(I,H,**kw)
    else: m=torch.nn.LSTM(I,H,proj_size=proj,**kw)
    m.eval(); D=2 if bi else 1; Ho=proj or H
    x=torch.randn(*((B,T,I) if bf else (T,B,I)),requires_grad=True)
    withstate=random.random()<.7
    h0=torch.randn(L*D,B,Ho,requires_grad=True); c0=torch.randn(L*D,B,H,requires_grad=True)
    st=(h0,c0) if kind=='lstm' else h0
    lengths=[random.randint(1,T) for _ in range(B)] if lens else None
    if lens: lengths[random.randrange(B)]=T
    inp=x
    if lens: inp=torch.nn.utils.rnn.pack_padded_sequence(x,torch.tensor(lengths),batch_first=bf,enforce_sorted=False)
    o,hn=m(inp,st) if withstate else m(inp)
    if lens: o,_=torch.nn.utils.rnn.pad_packed_sequence(o,batch_first=bf,total_length=T)
    ten={'x':x}
    if withstate: ten['h0']=h0
    if kind=='lstm': hn,cn=hn
    wo=torch.randn_like(o); wh=torch.randn_like(hn); loss=(o*wo).sum()+(hn*wh).sum()
    ten.update(output=o,hn=hn,w_output=wo,w_hn=wh)
    if kind=='lstm':
        wc=torch.randn_like(cn); loss=loss+(cn*wc).sum()
        if withstate: ten['c0']=c0
        ten.update(cn=cn,w_cn=wc)
    loss.backward(); ten['loss']=loss
    if lens: ten['lengths']=torch.tensor(lengths)
    ten['grad.x']=x.grad
    if withstate:
        ten['grad.h0']=h0.grad
        if kind=='lstm': ten['grad.c0']=c0.grad
    for n,p in m.named_parameters(): ten[n]=p; ten['grad.'+n]=p.grad
    case=dict(kind=kind,batch=B,time=T,inputSize=I,hiddenSize=H,numLayers=L,bidirectional=bi,bias=bias,projSize=proj,nonlinearity=nl,lengths=lengths,batchFirst=bf,dropout=do)
    if random.random()<.3: case={k:v for k,v in case.items() if v is not None}
    save(f'rec-{i:02d}-{kind}',case,ten)
for i in range(30): rec(i)
def opt(name,o,clip=None,clipValue=None,steps=25):
    N,I,C=random.randint(5,20),random.randint(2,6),random.randint(2,7)
    x=torch.randn(N,I); t=torch.randint(0,C,(N,)); w0=torch.randn(I,C)*.5; b0=torch.randn(C)*.1
    w=w0.clone().requires_grad_(); b=b0.clone().requires_grad_()
    op=getattr(torch.optim,name)([w,b],**o); losses=[]
    for _ in range(steps):
        op.zero_grad(); l=F.cross_entropy(3*torch.tanh(x@w+b),t); l.backward()
        if clip: torch.nn.utils.clip_grad_norm_([w,b],clip)
        op.step(); losses.append(l.item())
    opt.n+=1
    save(f'opt-{opt.n:02d}-{name}',dict(kind='optimizer',optimizer=name,options=o,steps=steps,clipNorm=clip),dict(x=x,target=t,w0=w0,b0=b0,losses=torch.tensor(losses),w=w,b=b))
opt.n=0
opt('Adam',dict(lr=.03,amsgrad=True)); opt('Adam',dict(lr=.03,weight_decay=.1,betas=[.8,.95],eps=1e-6)); opt('Adam',dict(lr=.03,maximize=True,amsgrad=True))
opt('AdamW',dict(lr=.02)); opt('AdamW',dict(lr=.02,amsgrad=True,weight_decay=.3)); opt('AdamW',dict(lr=.02,maximize=True))
opt('RMSprop',dict(lr=.01,momentum=.9)); opt('RMSprop',dict(lr=.01,centered=True)); opt('RMSprop',dict(lr=.01,centered=True,momentum=.5,weight_decay=.1,alpha=.9,eps=1e-5)); opt('RMSprop',dict())
opt('Adagrad',dict()); opt('Adagrad',dict(lr=.1,lr_decay=.1,weight_decay=.1,initial_accumulator_value=.2,eps=1e-6)); opt('Adagrad',dict(lr=.1,maximize=True))
opt('SGD',dict(lr=.1,momentum=.9,dampening=.3)); opt('SGD',dict(lr=.1,momentum=.9,nesterov=True)); opt('SGD',dict(lr=.1,weight_decay=.1)); opt('SGD',dict(lr=.1,maximize=True,momentum=.5)); opt('SGD',dict(lr=.5),clip=.1); opt('Adam',{},clip=1.0,steps=40)
# ops
ten={}
def op(name,f,ins,extra={},grads=None):
    ins=[v.clone().requires_grad_(v.is_floating_point()) for v in ins]
    o=f(*ins); w=torch.randn_like(o); (o*w).sum().backward()
    for k,v in enumerate(ins):
        ten[f'{name}.in{k}']=v
        if v.is_floating_point(): ten[f'{name}.grad{k}']=v.grad
    ten[f'{name}.out']=o; ten[f'{name}.w']=w
    for k,v in extra.items(): ten[f'{name}.{k}']=v
R=torch.randn; P=lambda *s: torch.rand(*s)+.1
for n,f in dict(abs=torch.abs,exp=torch.exp,tanh=torch.tanh,sigmoid=torch.sigmoid,relu=torch.relu,gelu=F.gelu,silu=F.silu,softplus=F.softplus).items(): op(n,f,[R(2,1,5,3)*3])
for n,f in dict(log=torch.log,sqrt=torch.sqrt).items(): op(n,f,[P(7)])
op('clip',lambda x:x.clamp(-.5,.5),[R(6,2)]); op('pow3',lambda x:x**3,[R(5)]); op('where',lambda a,b: torch.where(a>0,a,b),[R(2,7),R(2,7)])
op('add_broadcast',torch.add,[R(4,1,2),R(3,1)]); op('mul_broadcast',torch.mul,[R(1,2),R(5,1,1)]); op('div',torch.div,[R(3,2),P(3,2)])
op('matmul',torch.matmul,[R(2,9),R(9,4)]); op('bmm',torch.bmm,[R(3,2,4),R(3,4,1)]); op('matmul_broadcast',torch.matmul,[R(2,1,3,4),R(5,4,2)])
op('sum_axis1',lambda x:x.sum(1),[R(2,6,3)]); op('mean_axes02',lambda x:x.mean((0,2)),[R(5,2,3)]); op('max_axis2',lambda x:x.amax(2),[R(2,3,7)]); op('cumsum1',lambda x:x.cumsum(1),[R(4,9)])
op('concat1',lambda a,b:torch.cat([a,b],1),[R(2,3,2),R(2,1,2)]); op('stack0',lambda a,b:torch.stack([a,b],0),[R(4,2),R(4,2)])
op('slice',lambda x:x[1:4,::2],[R(6,9)]); op('transpose_reshape',lambda x:x.permute(2,0,1).reshape(x.shape[2],-1),[R(2,3,7)])
op('embedding',lambda i,w:F.embedding(i,w),[torch.randint(0,9,(3,4)),R(9,5)])
op('softmax_last',lambda x:F.softmax(x,-1),[R(4,3)*5]); op('log_softmax_last',lambda x:F.log_softmax(x,-1),[R(4,3)*5]); op('logsumexp',lambda x:x.logsumexp(-1),[R(4,3)*5]); op('layer_norm',lambda x,w,b:F.layer_norm(x,(x.shape[-1],),w,b),[R(2,3,9),R(9),R(9)])
t=R(5,3); op('mse_mean',lambda x:F.mse_loss(x,t),[R(5,3)],dict(target=t)); op('huber_mean',lambda x:F.huber_loss(x,t),[R(5,3)*2],dict(target=t)); tb=torch.rand(5,3); op('bce_with_logits_mean',lambda x:F.binary_cross_entropy_with_logits(x,tb),[R(5,3)*4],dict(target=tb))
tc=torch.randint(0,4,(11,)); op('cross_entropy_mean',lambda x:F.cross_entropy(x,tc),[R(11,4)*2],dict(target=tc)); ti=tc.clone(); ti[2]=-100; ti[7]=-100; op('cross_entropy_ignore',lambda x:F.cross_entropy(x,ti),[R(11,4)*2],dict(target=ti))
for red in ('sum','mean'):
    il=torch.tensor([15,8,11,9]); tl=torch.tensor([5,1,3,4]); tg=torch.randint(1,7,(4,5)); op('ctc_'+red,lambda x:F.ctc_loss(F.log_softmax(x,-1),tg,il,tl,reduction=red),[R(15,4,7)],dict(targets=tg,inputLengths=il,targetLengths=tl))
save('ops-other-sizes',dict(kind='ops'),ten)
